import { useEffect, useState } from "preact/hooks";
import { fetchJson } from "../api/api";
import type { EventEntry, Events } from "../api/platform";

/** The event of that id; null where it isn't known any more. */
export function useEvent(id: number): EventEntry | null {
  const [event, setEvent] = useState<EventEntry | null>(null);
  useEffect(() => {
    const asking = new AbortController();
    fetchJson<Events>(`/hookline/events?after=${id - 1}&before=${id + 1}&limit=1`, asking.signal)
      .then(({ events }) => setEvent(events[0] ?? null))
      .catch(() => undefined);
    return () => asking.abort();
  }, [id]);
  return event?.id === id ? event : null;
}
