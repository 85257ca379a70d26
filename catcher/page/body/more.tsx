import { useState } from "preact/hooks";
import { countText } from "../pieces/size";

/**
 * Which of many rows to show, and buttons for more, before and behind, if there are more. `sought`
 * is a row that is to be among them.
 */
export function useMore(count: number, noun: string, stepRows = 500, sought: number | null = null) {
  const [shown, setShown] = useState({ first: 0, end: stepRows });
  const [found, setFound] = useState<number | null>(null);
  if (sought !== found) {
    setFound(sought);
    if (sought !== null && (sought < shown.first || sought >= shown.end)) {
      const first = Math.max(0, sought - Math.floor(stepRows / 10));
      setShown({ first, end: first + stepRows });
    }
  }
  const { first } = shown;
  const end = Math.min(shown.end, count);
  const step = Math.min(stepRows * 4, count - end);
  const stepBack = Math.min(stepRows * 4, first);
  const before = first > 0 && (
    <button class="more" onClick={() => setShown({ first: first - stepBack, end })}>
      Show {stepBack.toLocaleString("en")} before
    </button>
  );
  const more = step > 0 && (
    <button class="more" onClick={() => setShown({ first, end: end + step })}>
      Show {step.toLocaleString("en")} more of {countText(count, noun)}
    </button>
  );
  return { first, end, before, more };
}
