import { visible } from "../../../../catcher/page/pieces/visible";
import { giveNotice, notices } from "../../../../catcher/page/settings/notices";
import { fetchJson } from "../api/api";
import type { Deliveries, Delivery } from "../api/platform";
import { live } from "../live/live";
import { goTo } from "../shell/route";
import { webhookName } from "../webhooks/webhooks";

const restMs = 5_000;
/** So many are looked at, of those that have changed since the last notice. */
const lookedAtMax = 1_000;

/**
 * Says so when a delivery fails while nobody sees the page, where that is wanted; until what it
 * returns is called.
 */
export function giveFailureNotices(): () => void {
  let changed: number[] = [];
  let resting: ReturnType<typeof setTimeout> | undefined;
  const tell = async () => {
    resting = undefined;
    const ids = [...new Set(changed)].slice(-lookedAtMax);
    changed = [];
    if (ids.length === 0) return;
    resting = setTimeout(() => void tell(), restMs);
    const query = `ids=${ids.join()}&state=failed&bodies=false&order=newest&limit=${ids.length}`;
    const { deliveries } = await fetchJson<Deliveries>(`/hookline/deliveries?${query}`);
    if (deliveries.length > 0) notify(deliveries);
  };
  const leave = live.onDeliveries((ids) => {
    if (notices.value !== "on" || !document.hidden) return;
    changed.push(...ids);
    if (resting === undefined) void tell().catch(() => undefined);
  });
  return () => {
    leave();
    clearTimeout(resting);
  };
}

function notify(failed: Delivery[]): void {
  const [newest] = failed;
  const last = newest!.attempts.at(-1);
  const what = last?.status || last?.outcome || "no answer";
  const text = `${webhookName(newest!.webhook)}: ${what}`;
  giveNotice({
    title: failed.length > 1 ? `${failed.length} deliveries failed` : "1 delivery failed",
    text: visible(text),
    onClick: () => goTo({ screen: "deliveries", id: newest!.id }),
  });
}
