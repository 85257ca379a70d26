import { useCommand } from "../../../../catcher/page/commands/command";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import { commands } from "../shell/commands";
import { goTo, hrefOf, route } from "../shell/route";
import { definitions } from "./definitions";
import { everythingTo, type WebhookContent } from "./webhook_draft";
import { WebhookDetails } from "./webhook_details";
import { WebhookForm } from "./webhook_form";
import { WebhookTable } from "./webhook_table";
import { areWebhooksKnown, lastSaved, webhookOf, webhooks } from "./webhooks";

/** All webhooks, one of them, or the form of one. */
export function WebhooksScreen() {
  const { id, part, query } = route.value;
  if (!areWebhooksKnown.value || definitions.value.events.length === 0) return null;
  if (id === undefined) {
    return part === "new" ? (
      <WebhookForm key={query} webhook={null} given={givenBy(query)} />
    ) : (
      <All />
    );
  }
  const webhook = webhookOf(id);
  if (!webhook) return <Removed />;
  return part === "edit" ? (
    <WebhookForm key={id} webhook={webhook} />
  ) : (
    <WebhookDetails key={id} webhook={webhook} />
  );
}

function All() {
  const all = webhooks.value;
  useCommand(commands.add, () => goTo({ screen: "webhooks", part: "new" }));
  return (
    <section class="screen" aria-label="Manage Webhooks">
      <header class="screen_head">
        <h2>Manage Webhooks</h2>
        <a class="button main" href={hrefOf({ screen: "webhooks", part: "new" })}>
          Add
        </a>
      </header>
      <Saved />
      {all.length > 0 ? (
        <WebhookTable webhooks={all} />
      ) : (
        <p class="faint">
          No webhook yet. With “Add”, the platform is told where to send what happens in the
          account.
        </p>
      )}
    </section>
  );
}

/** What was done with the webhook that was kept last. */
function Saved() {
  const saved = lastSaved.value;
  const webhook = saved && webhookOf(saved.id);
  return (
    <p class="saved" role="status">
      {webhook && (
        <>
          The webhook “{clipped(webhook.name, 60)}” was {saved.words}.
        </>
      )}
    </p>
  );
}

function Removed() {
  return (
    <p class="nothing">
      <span>
        There is no such webhook any more. <a href={hrefOf({ screen: "webhooks" })}>All webhooks</a>
      </span>
    </p>
  );
}

/** `to=catcher`: every event to the catcher that runs beside. */
function givenBy(query: string): Partial<WebhookContent> {
  const catching = account.value?.catcher?.catching;
  if (new URLSearchParams(query).get("to") !== "catcher" || !catching) return {};
  return everythingTo(catching);
}
