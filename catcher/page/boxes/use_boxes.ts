import { useEffect, useState } from "preact/hooks";
import { fetchCountOf, fetchTimeline } from "../api/api";
import type { Feed } from "../feed/feed";
import { recounting } from "../feed/counting/recounting";
import { channelsIn } from "../replies/channel_rules";
import { rules } from "../replies/rules";
import { type Box, boxFilter, isBoxName } from "./box";
import { namedBoxes } from "./named_boxes";

const countsEveryMs = 500;

/** All boxes by their names: those made here, and those of which the catcher has captures or rules. */
export function useBoxes(feed: Feed): Box[] {
  const named = namedBoxes.value;
  const known = new Set([...named, ...channelsIn(rules.drafts ?? [])].filter(isBoxName));
  const counts = useCounts(feed, [...known].sort().join(" "));
  const names = new Set([...known, ...[...counts.keys()].filter(isBoxName)]);
  return [...names].sort().map((name) => ({
    name,
    captures: counts.get(name) ?? 0,
    isNamed: named.includes(name),
  }));
}

/** Captures by channel, counted again as they come and go. `names`: with blanks between them. */
function useCounts(feed: Feed, names: string): ReadonlyMap<string, number> {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  useEffect(
    () =>
      recounting(feed, {
        afterMs: countsEveryMs,
        atOnce: true,
        count: (signal) =>
          countsByChannel(names.split(" ").filter(Boolean), signal).then(setCounts),
      }),
    [feed, names],
  );
  return counts;
}

/** The timeline counts all channels at once, but tells only so many of them apart. */
async function countsByChannel(
  names: string[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { series } = await fetchTimeline(2, new URLSearchParams(), signal);
  const counts = new Map<string, number>();
  for (const { channel, of_other_channels, counts: buckets } of series) {
    if (of_other_channels) continue;
    const sum = buckets.reduce((all, one) => all + one, 0);
    counts.set(channel, (counts.get(channel) ?? 0) + sum);
  }
  if (!series.some((one) => one.of_other_channels)) return counts;
  const others = names.filter((name) => !counts.has(name));
  const found = await Promise.all(others.map((name) => fetchCountOf(boxFilter(name), signal)));
  for (const [at, name] of others.entries()) counts.set(name, found[at]!);
  return counts;
}
