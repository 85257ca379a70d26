import { useState } from "preact/hooks";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import { sendJson, sentenceOf } from "../api/api";
import { hrefOf } from "../shell/route";
import { definitions } from "../webhooks/definitions";
import { everythingTo } from "../webhooks/webhook_draft";
import { areWebhooksKnown, readWebhooks, webhooks } from "../webhooks/webhooks";

/** Adds a webhook to the catcher that runs beside, for all that happens. */
export function FirstWebhook() {
  const [state, setState] = useState<"ready" | "busy" | { failure: string }>("ready");
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
    setState("busy");
    try {
      await sendJson("POST", "/hookline/webhooks", webhook);
      await readWebhooks();
    } catch (error) {
      setState({ failure: sentenceOf(error) });
    }
  };
  return (
    <>
      <p>
        <button class="main" disabled={state === "busy"} onClick={() => void add()}>
          Add a webhook to the catcher
        </button>
      </p>
      <p class="faint">
        For all 25 events, to <code>{webhook.url}</code>.{" "}
        <a href={hrefOf({ screen: "webhooks", part: "new", query: "to=catcher" })}>Choose which</a>
      </p>
      {typeof state === "object" && (
        <p class="refusal" role="alert">
          {state.failure}
        </p>
      )}
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
