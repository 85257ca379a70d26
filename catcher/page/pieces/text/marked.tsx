import type { Stretch } from "./marking";
import { visible } from "../visible";

interface MarkedProps {
  text: string;
  /** What is shown of it: all, where that isn't said. */
  from?: number;
  to?: number;
  /** What is marked, in order. */
  stretches: readonly Stretch[];
  /** That of them which is brought in sight, and who is given its mark. */
  sought?: Stretch | undefined;
  mark?: { current: HTMLElement | null };
}

/** A text with stretches of it marked. */
export function Marked(props: MarkedProps) {
  const { text, from = 0, to = text.length, stretches, sought, mark = null } = props;
  let end = from;
  const pieces = stretches.map((stretch) => {
    const before = text.slice(end, stretch.start);
    end = stretch.end;
    const isSought = stretch === sought;
    return (
      <>
        {visible(before)}
        <mark class={isSought ? "sought" : ""} ref={isSought ? mark : null}>
          {visible(text.slice(stretch.start, end))}
        </mark>
      </>
    );
  });
  return (
    <>
      {pieces}
      {visible(text.slice(end, Math.max(to, end)))}
    </>
  );
}
