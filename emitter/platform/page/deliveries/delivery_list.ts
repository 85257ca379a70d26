import { useEffect, useMemo } from "preact/hooks";
import { fetchJson } from "../api/api";
import type { Deliveries, Delivery } from "../api/platform";
import { live } from "../live/live";
import { LiveRows } from "../rows/live_rows";

/** The deliveries that match, followed live. `query`: webhook, state, type, contact, event. */
export function useDeliveries(query: string): LiveRows<Delivery> {
  const list = useMemo(() => new LiveRows<Delivery>(sourceOf(query)), [query]);
  useEffect(() => {
    list.refresh();
    const leave = live.onDeliveries((ids, missed) => {
      if (missed) list.refresh();
      list.update(ids);
    });
    return () => {
      leave();
      list.end();
    };
  }, [list]);
  return list;
}

function sourceOf(query: string) {
  const ask = async (more: Record<string, string>, until: AbortSignal) => {
    const asked = new URLSearchParams(query);
    for (const [name, value] of Object.entries(more)) asked.set(name, value);
    asked.set("bodies", "false");
    asked.set("order", "newest");
    return (await fetchJson<Deliveries>(`/hookline/deliveries?${asked}`, until)).deliveries;
  };
  return {
    page: (before: number | undefined, limit: number, until: AbortSignal) =>
      ask({ limit: String(limit), ...(before !== undefined && { before: String(before) }) }, until),
    some: (ids: number[], until: AbortSignal) =>
      ask({ ids: ids.join(), limit: String(ids.length) }, until),
  };
}
