import { Ago } from "../../../../catcher/page/pieces/now";
import { countText } from "../../../../catcher/page/pieces/size";
import { fullTimeText } from "../../../../catcher/page/pieces/time";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { listName } from "../account/account";
import type { Webhook } from "../api/platform";
import { hrefOf } from "../shell/route";
import { eventLabel } from "./definitions";
import { lastSaved } from "./webhooks";
import { WebhookActions } from "./webhook_actions";
import { WebhookState } from "./webhook_state";

export function WebhookTable({ webhooks }: { webhooks: readonly Webhook[] }) {
  return (
    <table class="webhook_table" aria-label="Webhooks">
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">List</th>
          <th scope="col">Events</th>
          <th scope="col">State</th>
          <th scope="col">Last delivery</th>
          <th scope="col">Failures of the last hour</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <Row key={webhook.id} webhook={webhook} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ webhook }: { webhook: Webhook }) {
  const { id, name, url, failures_last_hour: failures } = webhook;
  return (
    <tr data-id={id} class={lastSaved.value?.id === id ? "fresh" : ""}>
      <th scope="row">
        <a href={hrefOf({ screen: "webhooks", id })}>
          <bdi class="text">{clipped(name, 120)}</bdi>
        </a>
        <bdi class="text url">{clipped(url, 300)}</bdi>
      </th>
      <td data-label="List">
        {webhook.list === 0 ? "All Lists" : clipped(listName(webhook.list), 80)}
      </td>
      <td data-label="Events" title={webhook.events.map((event) => eventLabel(event)).join("\n")}>
        {eventsText(webhook.events)}
      </td>
      <td data-label="State">
        <WebhookState webhook={webhook} />
      </td>
      <td data-label="Last delivery">
        <LastDelivery webhook={webhook} />
      </td>
      <td data-label="Failures of the last hour" class={failures > 0 ? "number refusal" : "number"}>
        {failures.toLocaleString("en")}
      </td>
      <td class="tools">
        <WebhookActions webhook={webhook} />
      </td>
    </tr>
  );
}

/** The labels where they are few. */
export function eventsText(events: readonly string[]): string {
  return events.length <= 2
    ? events.map((event) => eventLabel(event)).join(", ")
    : countText(events.length, "event");
}

function LastDelivery({ webhook }: { webhook: Webhook }) {
  const last = webhook.last_delivery;
  if (!last) return <span class="faint">none yet</span>;
  const { id, at, state, status } = last;
  return (
    <a href={hrefOf({ screen: "deliveries", id, query: `webhook=${webhook.id}` })}>
      <span class={`state_mark ${state}`}>{status ?? state}</span>{" "}
      <time dateTime={at} title={fullTimeText(at)}>
        <Ago at={at} isSaid />
      </time>
    </a>
  );
}
