import { useEffect, useMemo } from "preact/hooks";
import { fetchJson } from "../api/api";
import type { EventEntry, Events } from "../api/platform";
import { live } from "../live/live";
import { LiveRows } from "../rows/live_rows";

/** What happened that matches, followed live. `query`: type, contact. */
export function useEvents(query: string): LiveRows<EventEntry> {
  const list = useMemo(() => new LiveRows<EventEntry>(sourceOf(query)), [query]);
  const version = `${live.event.value} ${live.connection.value}`;
  useEffect(() => list.readAgain(), [list, version]);
  useEffect(() => () => list.end(), [list]);
  return list;
}

function sourceOf(query: string) {
  return {
    page: async (before: number | undefined, limit: number, until: AbortSignal) => {
      const asked = new URLSearchParams(query);
      asked.set("limit", String(limit));
      if (before !== undefined) asked.set("before", String(before));
      return (await fetchJson<Events>(`/hookline/events?${asked}`, until)).events;
    },
    // An event never changes once it happened.
    some: () => Promise.resolve([]),
  };
}
