import { useEffect, useState } from "preact/hooks";
import { fetchCountOf } from "../api/api";
import { type Condition, matchOf, problemIn } from "../controls/match";
import type { Feed } from "../feed/feed";
import { recounting } from "../feed/counting/recounting";
import { countText } from "../pieces/size";
import { hashOf, route } from "../shell/route";

/** While somebody types, the catcher isn't asked about every letter. */
const settleMs = 300;

interface FittingProps {
  feed: Feed;
  match: Condition[];
}

/** How many of the kept captures a rule would be for, and the way to them. */
export function Fitting({ feed, match }: FittingProps) {
  const query = problemIn(match) ? null : String(new URLSearchParams(filtersOf(match)));
  const count = useCount(feed, query);
  if (query === null || count === null) return <p class="faint fitting">…</p>;
  if (query === "") return <p class="faint fitting">All requests fit.</p>;
  return (
    <p class="faint fitting" role="status">
      {count === 0 ? "None" : count.toLocaleString("en")} of{" "}
      {countText(feed.totals.counts.value.total, "kept capture")} {count === 1 ? "fits" : "fit"}.{" "}
      {count > 0 && <a href={hashOf({ ...route.value, filter: query })}>Show them</a>}
    </p>
  );
}

function filtersOf(match: Condition[]): [string, string][] {
  return Object.entries(matchOf(match)).map(([name, value]) => [name, value ?? ""]);
}

/** Counted again as captures come; null until it is known. */
function useCount(feed: Feed, query: string | null): number | null {
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    if (query === null) return undefined;
    return recounting(feed, {
      afterMs: settleMs,
      count: (signal) => fetchCountOf(new URLSearchParams(query), signal).then(setCount),
    });
  }, [feed, query]);
  return count;
}
