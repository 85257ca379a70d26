import { useState } from "preact/hooks";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { sendJson, sentenceOf } from "../api/api";
import type { Webhook, WebhookAnswer } from "../api/platform";
import { RunButton } from "../doing/run_button";
import { hrefOf } from "../shell/route";
import { contentOf } from "./webhook_draft";
import { lastSaved, readWebhooks } from "./webhooks";

interface WebhookActionsProps {
  webhook: Webhook;
  onGone?: (() => void) | undefined;
}

/** What can be done with a webhook. */
export function WebhookActions({ webhook, onGone }: WebhookActionsProps) {
  const { id, state } = webhook;
  const name = clipped(webhook.name, 60);
  return (
    <span class="webhook_actions">
      {state === "inactive" && <Recreate webhook={webhook} onDone={onGone} />}
      <a
        class="button plain"
        href={hrefOf({ screen: "webhooks", id, part: "edit" })}
        aria-label={`Edit ${name}`}
      >
        Edit
      </a>
      <a
        class="button plain"
        href={hrefOf({ screen: "webhooks", id, part: "sample" })}
        aria-label={`Send Sample Data to ${name}`}
      >
        Send Sample Data
      </a>
      <DeleteWebhook webhook={webhook} onGone={onGone} />
    </span>
  );
}

/**
 * As the vendor has it, one that was switched off works again when it is deleted and made anew. The
 * new one is made first: what can't be made must not be deleted.
 */
function Recreate({ webhook, onDone }: { webhook: Webhook; onDone: (() => void) | undefined }) {
  const recreate = async () => {
    const content = contentOf(webhook);
    const answer = await sendJson<WebhookAnswer>("POST", "/hookline/webhooks", content);
    await sendJson("DELETE", `/hookline/webhooks/${webhook.id}`);
    lastSaved.value = { id: answer.webhook.id, words: "recreated" };
    await readWebhooks();
    onDone?.();
  };
  return (
    <RunButton
      run={recreate}
      label={`Recreate ${clipped(webhook.name, 60)}`}
      title="Delete it and add it again, as it was: so it is active"
    >
      Recreate
    </RunButton>
  );
}

function DeleteWebhook({ webhook, onGone }: WebhookActionsProps) {
  const [isAsking, setAsking] = useState(false);
  const [failure, setFailure] = useState("");
  const name = clipped(webhook.name, 60);
  const remove = async () => {
    try {
      await sendJson("DELETE", `/hookline/webhooks/${webhook.id}`);
      setAsking(false);
      await readWebhooks();
      onGone?.();
    } catch (error) {
      setFailure(sentenceOf(error));
    }
  };
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label={`Delete ${name}`}
        title="Delete"
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" />
      </button>
      {isAsking && (
        <Dialog label={`Delete ${name}`} onClose={() => setAsking(false)}>
          <h2>Delete the webhook “{name}”?</h2>
          <p>
            Nothing is sent to <bdi class="text">{clipped(webhook.url, 300)}</bdi> by it any more.
            What it has sent stays among the deliveries.
          </p>
          {failure && <p class="refusal">{failure}</p>}
          <div class="choices">
            <button class="plain" onClick={() => setAsking(false)}>
              Keep it
            </button>
            <button class="danger" onClick={() => void remove()}>
              Delete
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
