import { LongText } from "../pieces/long_text";

const startChars = 100_000;

export function TextView({ text }: { text: string }) {
  if (text === "") return <p class="notice">Nothing was sent.</p>;
  return (
    <pre class="code" tabIndex={0} aria-label="Text">
      <LongText text={text} start={startChars} />
    </pre>
  );
}
