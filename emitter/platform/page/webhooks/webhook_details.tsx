import { useCommand } from "../../../../catcher/page/commands/command";
import { CopyButton } from "../../../../catcher/page/pieces/controls/copy_button";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { listName } from "../account/account";
import type { Webhook } from "../api/platform";
import { DeliveryRows } from "../deliveries/delivery_rows";
import { ProbePanel } from "../sample/probe_panel";
import { SamplePanel } from "../sample/sample_panel";
import { commands } from "../shell/commands";
import { goTo, hrefOf, route } from "../shell/route";
import { eventLabel, sourceLabel } from "./definitions";
import { WebhookActions } from "./webhook_actions";
import { WebhookState } from "./webhook_state";

/** One webhook: what it is, sample data for it, its deliveries. */
export function WebhookDetails({ webhook }: { webhook: Webhook }) {
  const { id, url, events } = webhook;
  const name = clipped(webhook.name, 120);
  const leave = () => goTo({ screen: "webhooks" });
  useCommand(commands.close, leave);
  const isSampled = route.value.part === "sample";
  return (
    <section class="screen" aria-label={`Webhook ${name}`}>
      <header class="screen_head">
        <h2>
          <bdi class="text">{name}</bdi>
        </h2>
        <WebhookActions webhook={webhook} onGone={leave} />
      </header>
      <Facts webhook={webhook} />
      <SamplePanel to={{ webhook: id }} events={events} isSought={isSampled} />
      <ProbePanel url={url} />
      <section class="part" aria-label="Deliveries">
        <h3>
          Deliveries{" "}
          <a href={hrefOf({ screen: "deliveries", query: `webhook=${id}` })}>all of them</a>
        </h3>
        <DeliveryRows query={`webhook=${id}`} />
      </section>
    </section>
  );
}

function Facts({ webhook }: { webhook: Webhook }) {
  const { url, list, events, sources } = webhook;
  return (
    <dl class="facts">
      <dt>State</dt>
      <dd>
        <WebhookState webhook={webhook} />
      </dd>
      <dt>URL</dt>
      <dd>
        <bdi class="text url">{clipped(url, 2_000)}</bdi>{" "}
        <CopyButton text={url} label="Copy the URL" />
      </dd>
      <dt>List</dt>
      <dd>{list === 0 ? "All Lists" : clipped(listName(list), 80)}</dd>
      <dt>Events</dt>
      <dd>{events.map((event) => eventLabel(event)).join(", ")}</dd>
      <dt>Sources</dt>
      <dd>{sources.map((source) => sourceLabel(source)).join(", ")}</dd>
    </dl>
  );
}
