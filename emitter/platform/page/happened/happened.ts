import { computed, effect, signal } from "@preact/signals";
import { fetchJson } from "../api/api";
import type { Deliveries, Delivery, EventEntry, Events } from "../api/platform";
import { Serial } from "../account/serial";
import { live } from "../live/live";
import { lastDone } from "../doing/doing";

const eventsMax = 30;

/** The latest events, the newest first. */
export const happened = signal<readonly EventEntry[]>([]);
const deliveries = signal<ReadonlyMap<number, Delivery>>(new Map());

/** Those that the last thing done on this page caused. */
export const fresh = computed(
  () => new Set((lastDone.value?.done.events ?? []).map((event) => event.id)),
);

export function deliveryOf(id: number): Delivery | undefined {
  return deliveries.value.get(id);
}

/** Keeps them up to date, with how their deliveries go, until what it returns is called. */
export function watchHappened(): () => void {
  const asking = new Serial(async () => {
    const { events } = await fetchJson<Events>(`/hookline/events?limit=${eventsMax}`);
    const ids = events.flatMap((event) => event.deliveries);
    const found = await deliveriesOf(ids);
    deliveries.value = new Map(found.map((delivery) => [delivery.id, delivery]));
    happened.value = events;
  });
  return effect(() => {
    void live.changes.value;
    asking.ask();
  });
}

async function deliveriesOf(ids: number[]): Promise<Delivery[]> {
  if (ids.length === 0) return [];
  const query = `ids=${ids.join()}&bodies=false&limit=${ids.length}`;
  return (await fetchJson<Deliveries>(`/hookline/deliveries?${query}`)).deliveries;
}
