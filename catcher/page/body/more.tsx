import { useState } from "preact/hooks";
import { countText } from "../pieces/size";

/** How many of many rows to show, and a button for more, if there are more. */
export function useMore(count: number, noun: string, stepRows = 500) {
  const [shown, setShown] = useState(stepRows);
  const step = Math.min(stepRows * 4, count - shown);
  const more = step > 0 && (
    <button class="more" onClick={() => setShown(shown + step)}>
      Show {step.toLocaleString("en")} more of {countText(count, noun)}
    </button>
  );
  return { shown: Math.min(shown, count), more };
}
