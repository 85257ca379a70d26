import { useState } from "preact/hooks";
import { cut } from "./cut";
import { sizeText } from "./size";
import { visible } from "./visible";

interface LongTextProps {
  text: string;
  /** How much is shown at first, in characters. */
  start?: number;
}

/** Text of any length, as sent: the beginning, and more of it on demand. */
export function LongText({ text, start = 4_000 }: LongTextProps) {
  const [shown, setShown] = useState(start);
  const rest = text.length - shown;
  return (
    <>
      <bdi class="text">{visible(cut(text, shown))}</bdi>
      {rest > 0 && (
        <button class="more" onClick={() => setShown(shown * 8)}>
          {rest > shown * 7
            ? `Show ${sizeText(shown * 7)} more of ${sizeText(text.length)}`
            : `Show the remaining ${sizeText(rest)}`}
        </button>
      )}
    </>
  );
}
