import { notices } from "../settings/notices";

/** Whether nobody needs to be told at once: the tab isn't seen, and gives no notices. */
export function isAway(): boolean {
  return document.hidden && notices.value === "off";
}

/** Calls when that may have changed, until `signal` ends it. */
export function onAwayChange(signal: AbortSignal, look: () => void): void {
  document.addEventListener("visibilitychange", look, { signal });
}

/** Until the tab is seen again, the time is over, or `signal` ends it. */
export function seenOrAfter(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const ends = new AbortController();
    const end = () => {
      clearTimeout(timer);
      ends.abort();
      resolve();
    };
    const timer = setTimeout(end, ms);
    onAwayChange(ends.signal, () => isAway() || end());
    signal.addEventListener("abort", end, { signal: ends.signal });
    if (signal.aborted || !isAway()) end();
  });
}
