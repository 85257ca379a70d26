import { effect } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { fetchTimeline } from "../api/api";
import { ApiError } from "../api/api_error";
import type { TimelineCounts } from "../api/capture";
import type { Feed } from "../feed/feed";

/** The catcher looks at all captures for it, so it rests much longer than it works. */
const restMs = { least: 1_000, timesTaken: 8 };

/**
 * The counts of what was found, in so many buckets, and again when something was caught or deleted;
 * null until then. Of a search that is still typed, they are those of the one before.
 */
export function useTimeline(feed: Feed, buckets: number): TimelineCounts | null {
  const found = feed.search.filter.toString();
  const [query, setQuery] = useState(found);
  if (query !== found && !feed.isTyping.value) setQuery(found);
  const [timeline, setTimeline] = useState<TimelineCounts | null>(null);
  useEffect(() => {
    if (buckets === 0) return undefined;
    const run = new AbortController();
    follow(feed, new URLSearchParams(query), buckets, setTimeline, run.signal).catch(
      () => undefined,
    );
    return () => run.abort();
  }, [feed, query, buckets]);
  return timeline;
}

async function follow(
  feed: Feed,
  filter: URLSearchParams,
  buckets: number,
  onCounts: (timeline: TimelineCounts) => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const change = nextChange(feed, signal);
    const begunMs = performance.now();
    try {
      const counts = await fetchTimeline(buckets, filter, signal);
      if (!signal.aborted) onCounts(counts);
    } catch (error) {
      // A refused filter stays refused; a lost connection is a change when it comes back.
      if (error instanceof ApiError && error.status !== 503) return;
    }
    const tookMs = performance.now() - begunMs;
    await rest(Math.max(restMs.least, restMs.timesTaken * tookMs));
    await change;
  }
}

/** Until the catcher's counts, or the connection, are others than now. */
function nextChange(feed: Feed, signal: AbortSignal): Promise<void> {
  const state = () => {
    const { total, dropped } = feed.totals.counts.value;
    return `${feed.connection.value} ${total} ${dropped} ${feed.store.value}`;
  };
  const now = state();
  let end = () => {};
  const changed = new Promise<void>((resolve) => {
    end = effect(() => {
      if (state() !== now) resolve();
    });
    signal.addEventListener("abort", () => resolve());
  });
  return changed.finally(end);
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
