import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { cut } from "./cut";
import { Marked } from "./marked";
import { Marking, type Stretch, stretchesIn } from "./marking";
import { sizeText } from "../size";

interface LongTextProps {
  text: string;
  /** How much is shown at first, in characters. */
  start?: number;
  /** All of it is what was looked for. */
  isFound?: boolean;
  /** The place in it that is to be brought in sight; another object, each time that it is. */
  sought?: { at: number } | null;
}

/** How much is shown at most before a place that is brought in sight. */
const contextChars = 500;

/** Text of any length, as sent: the beginning, and more of it on demand. What is looked for is marked. */
export function LongText({ text, start = 4_000, isFound = false, sought = null }: LongTextProps) {
  const [shown, setShown] = useState({ from: 0, to: start });
  const mark = useRef<HTMLElement>(null);
  const at = sought?.at ?? 0;
  if (at > 0 && (at < shown.from || at >= shown.to)) {
    const from = Math.max(0, at - Math.min(contextChars, Math.floor(start / 2)));
    setShown({ from, to: from + start });
  }
  useLayoutEffect(() => {
    if (sought) mark.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [sought]);
  const from = cut(text, shown.from).length;
  const to = cut(text, shown.to).length;
  const rest = text.length - to;
  return (
    <>
      {from > 0 && (
        <button class="more" onClick={() => setShown({ from: Math.max(0, from - start * 8), to })}>
          Show {sizeText(Math.min(from, start * 8))} before
        </button>
      )}
      <MarkedText {...{ text, from, to, isFound, sought, mark }} />
      {rest > 0 && (
        <button class="more" onClick={() => setShown({ from, to: from + (to - from) * 8 })}>
          {rest > (to - from) * 7
            ? `Show ${sizeText((to - from) * 7)} more of ${sizeText(text.length)}`
            : `Show the remaining ${sizeText(rest)}`}
        </button>
      )}
    </>
  );
}

interface MarkedTextProps {
  text: string;
  from: number;
  to: number;
  isFound: boolean;
  sought: { at: number } | null;
  /** Is given the mark of the place that is sought. */
  mark: { current: HTMLElement | null };
}

function MarkedText({ text, from, to, isFound, sought, mark }: MarkedTextProps) {
  const patterns = useContext(Marking);
  const stretches = isFound
    ? [{ start: from, end: Math.min(to, text.length) }]
    : stretchesIn(text, patterns, undefined, from, to);
  const soughtOne = sought ? markAt(stretches, sought.at) : undefined;
  return (
    <bdi class="text">
      <Marked {...{ text, from, to, stretches, mark }} sought={soughtOne} />
    </bdi>
  );
}

/** The one at that place; where there is none, the text is shown otherwise than it was searched. */
function markAt(stretches: readonly Stretch[], at: number): Stretch | undefined {
  return stretches.find(({ start, end }) => start <= at && at < end) ?? stretches[0];
}
