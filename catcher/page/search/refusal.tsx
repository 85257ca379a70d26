interface RefusalProps {
  id: string;
  /** What the catcher said. */
  sentence: string;
  text: string;
  /** Puts another text in the place of the one that was refused. */
  onMend: (text: string) => void;
}

/** Why nothing was searched, and what may have been meant, a click away. */
export function Refusal({ id, sentence, text, onMend }: RefusalProps) {
  return (
    <div class="search_refusal" id={id} role="alert">
      <p class="refusal">{sentence}</p>
      <Remedies sentence={sentence} text={text} onMend={onMend} />
    </div>
  );
}

function Remedies({ sentence, text, onMend }: Omit<RefusalProps, "id">) {
  const wrong = wrongWord(sentence, text);
  if (!wrong) return null;
  const { word, name, nearest } = wrong;
  const mended = nearest && word.replace(name, nearest);
  const inQuotes = `"${word.replace(/^-/, "").replaceAll('"', "")}"`;
  const mend = (other: string) => onMend(text.replace(word, () => other));
  return (
    <p class="choices">
      {mended && (
        <button class="plain" onClick={() => mend(mended)}>
          {mended}
        </button>
      )}
      <button class="plain" onClick={() => mend(inQuotes)}>
        {inQuotes}
      </button>
    </p>
  );
}

/** The word whose name the catcher doesn't know, and the name that it takes to be meant. */
function wrongWord(sentence: string, text: string) {
  const name = /^there is no filter "([^"\\]+)"/.exec(sentence)?.[1];
  const word = name && text.split(/\s+/).find((one) => one.replace(/^-/, "").startsWith(name));
  if (!word) return null;
  const nearest = /; did you mean (\S+)=\?/.exec(sentence)?.[1]?.replace(/NAME$/, "");
  return { word, name, nearest };
}
