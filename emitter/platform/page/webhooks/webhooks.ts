import { effect, signal } from "@preact/signals";
import { Soon } from "../../../../catcher/page/feed/soon";
import { Serial } from "../account/serial";
import { fetchJson } from "../api/api";
import type { Webhook, Webhooks } from "../api/platform";
import { live } from "../live/live";

/** All webhooks, by ascending id. */
export const webhooks = signal<readonly Webhook[]>([]);
/** Whether they have been read. */
export const areWebhooksKnown = signal(false);

/** The webhook that was last kept on this page, and what was done with it: "added". */
export const lastSaved = signal<{ id: number; words: string } | null>(null);

/** For who has changed one, and shows them next. */
export async function readWebhooks(): Promise<void> {
  webhooks.value = (await fetchJson<Webhooks>("/hookline/webhooks")).webhooks;
  areWebhooksKnown.value = true;
}

/** Their last deliveries are looked at so long after one went on: its row comes first. */
const deliveriesAfterMs = 200;

/** Keeps them up to date, their last deliveries too, until what it returns is called. */
export function watchWebhooks(): () => void {
  const asking = new Serial(readWebhooks);
  const soon = new Soon(deliveriesAfterMs, () => asking.ask());
  const ends = [
    effect(() => {
      void live.webhooks.value;
      asking.ask();
    }),
    effect(() => {
      void live.changes.value;
      soon.request();
    }),
  ];
  return () => ends.forEach((end) => end());
}

export function webhookOf(id: number | null): Webhook | undefined {
  return webhooks.value.find((one) => one.id === id);
}

/** What a webhook is called; one that was removed by its number. */
export function webhookName(id: number | null): string {
  if (id === null) return "an automation";
  return webhookOf(id)?.name ?? `webhook ${id}, removed`;
}
