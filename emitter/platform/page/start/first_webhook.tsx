import { clipped } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import { sendJson } from "../api/api";
import { RunButton } from "../doing/run_button";
import { hrefOf } from "../shell/route";
import { definitions } from "../webhooks/definitions";
import { everythingTo } from "../webhooks/webhook_draft";
import { areWebhooksKnown, readWebhooks, webhooks } from "../webhooks/webhooks";

/** Adds a webhook to the catcher that runs beside, for all that happens. */
export function FirstWebhook() {
  const overview = account.value;
  if (!overview || !areWebhooksKnown.value || definitions.value.events.length === 0) return null;
  const [first] = webhooks.value;
  if (first) {
    return (
      <p>
        <a href={hrefOf({ screen: "webhooks", id: first.id })}>{clipped(first.name, 60)}</a>
        {webhooks.value.length > 1 && ` and ${webhooks.value.length - 1} more`} will hear of it.{" "}
        <bdi class="text url">{clipped(first.url, 200)}</bdi>
      </p>
    );
  }
  if (!overview.catcher) return <WithoutCatcher />;
  const webhook = everythingTo(overview.catcher.catching);
  const add = async () => {
    await sendJson("POST", "/hookline/webhooks", webhook);
    await readWebhooks();
  };
  return (
    <>
      <p>
        <RunButton run={add} class="main">
          Add a webhook to the catcher
        </RunButton>
      </p>
      <p class="faint">
        For all 25 events, to <code>{webhook.url}</code>.{" "}
        <a href={hrefOf({ screen: "webhooks", part: "new", query: "to=catcher" })}>Choose which</a>
      </p>
    </>
  );
}

function WithoutCatcher() {
  return (
    <>
      <p>
        <a class="button main" href={hrefOf({ screen: "webhooks", part: "new" })}>
          Add a webhook
        </a>
      </p>
      <p class="faint">
        With a catcher beside it, a click does that: start <code>catcher</code>, and{" "}
        <code>emitter serve --catcher</code> with the address of its page.
      </p>
    </>
  );
}
