import { effect, type ReadonlySignal, untracked } from "@preact/signals";
import type { Summary } from "../../api/capture";

/**
 * Calls with what came in live while it is `wanted`, oldest first: at once, and then not again
 * before the rest is over, with all that came meanwhile. A burst is one call, not a thousand.
 */
export function gatherArrivals(
  arrivals: ReadonlySignal<Summary[]>,
  restMs: number,
  wanted: () => boolean,
  tell: (captures: Summary[]) => void,
): () => void {
  let untold: Summary[] = [];
  let resting: ReturnType<typeof setTimeout> | null = null;
  const tellAll = () => {
    const told = untold;
    untold = [];
    resting = null;
    if (told.length === 0 || !wanted()) return;
    resting = setTimeout(tellAll, restMs);
    tell(told);
  };
  const before = arrivals.peek();
  const end = effect(() => {
    const captures = arrivals.value;
    untracked(() => {
      if (captures === before || !wanted()) return;
      untold.push(...captures);
      if (resting === null) tellAll();
    });
  });
  return () => {
    end();
    if (resting !== null) clearTimeout(resting);
  };
}

/** "POST /orders, answered with 200" */
export function arrivalText({ method, target, status, fault }: Summary): string {
  return `${method} ${target.slice(0, 120)}, answered with ${fault ?? status}`;
}
