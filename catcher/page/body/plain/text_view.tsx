import { LongText } from "../../pieces/text/long_text";
import { useFinding } from "../finding/finding";
import { soughtAt } from "../finding/hit";

const startChars = 100_000;

interface TextViewProps {
  text: string;
  /** What is to be said of how it was read, a sentence. */
  reading?: string;
}

export function TextView({ text, reading }: TextViewProps) {
  const { sought } = useFinding();
  if (text === "") return <p class="notice">Nothing was sent.</p>;
  return (
    <>
      {reading && <p class="notice">{reading}</p>}
      <pre class="code" tabIndex={0} aria-label="Text">
        <LongText text={text} start={startChars} sought={soughtAt(sought, "value")} />
      </pre>
    </>
  );
}
