import { useEffect, useState } from "preact/hooks";
import { fetchCount } from "../api/api";
import type { Feed } from "../feed/feed";
import type { Search } from "../feed/search";
import { goTo, route } from "../shell/route";

interface OutsideStripProps {
  feed: Feed;
  /** The capture that is open. */
  id: number;
}

/** Says that what is open isn't what was searched for, so that it isn't taken for a result. */
export function OutsideStrip({ feed, id }: OutsideStripProps) {
  if (!useIsOutside(feed, id)) return null;
  return (
    <div class="outside_strip" role="status">
      <span>#{id} is not among the results.</span>
      <button class="plain" onClick={() => goTo({ capture: null, filter: route.value.filter })}>
        Close it
      </button>
      <button class="plain" onClick={() => goTo({ capture: id, filter: "" })}>
        Clear the search
      </button>
    </div>
  );
}

/** The list may not have come to it yet, so the catcher is asked. */
function useIsOutside(feed: Feed, id: number): boolean {
  const { search } = feed;
  const [answer, setAnswer] = useState<{ search: Search; id: number; count: number } | null>(null);
  const isSearched = search.isFiltered && search.loaded.value && search.refusal.value === "";
  const isMissing = isSearched && search.list.captures.rowOf(id) < 0;
  useEffect(() => {
    if (!isMissing) return undefined;
    const run = new AbortController();
    fetchCount({ after: id - 1, before: id + 1 }, search.filter, run.signal).then(
      (count) => setAnswer({ search, id, count }),
      // Without an answer nothing is claimed.
      () => undefined,
    );
    return () => run.abort();
  }, [search, id, isMissing]);
  return isMissing && answer?.search === search && answer.id === id && answer.count === 0;
}
