import { effect } from "@preact/signals";
import type { Feed } from "../feed";
import { Soon } from "../soon";

interface Recounting {
  /** What comes within so long is counted together. */
  afterMs: number;
  /** The first time at once. */
  atOnce?: boolean;
  /** The signal says that nobody waits for it any more. */
  count: (signal: AbortSignal) => Promise<unknown>;
}

/** Has something counted, and counted again as captures come and go. Returns what ends it. */
export function recounting(feed: Feed, { afterMs, atOnce = false, count }: Recounting): () => void {
  const run = new AbortController();
  const countNow = () => {
    if (!run.signal.aborted) count(run.signal).catch(() => undefined);
  };
  const soon = new Soon(afterMs, countNow);
  let isFirst = true;
  const end = effect(() => {
    void feed.totals.counts.value;
    if (isFirst && atOnce) countNow();
    else soon.request();
    isFirst = false;
  });
  return () => {
    end();
    run.abort();
  };
}
