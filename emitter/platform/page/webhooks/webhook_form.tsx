import { useEffect, useState } from "preact/hooks";
import { Select, TextField } from "../../../../catcher/page/controls/field";
import { PlaceErrors } from "../../../../catcher/page/controls/place_error";
import { useCommand } from "../../../../catcher/page/commands/command";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import type { Webhook } from "../api/platform";
import { ProbePanel } from "../sample/probe_panel";
import { SamplePanel } from "../sample/sample_panel";
import { commands } from "../shell/commands";
import { goTo } from "../shell/route";
import { EventChoice, SourceChoice } from "./choices";
import { UrlMark } from "./url_mark";
import { contentOf, type WebhookContent, WebhookDraft } from "./webhook_draft";
import { lastSaved, readWebhooks } from "./webhooks";

interface WebhookFormProps {
  /** The one that is changed; null for a new one. */
  webhook: Webhook | null;
  /** What a new one begins with. */
  given?: Partial<WebhookContent>;
}

/** The vendor's form, of one webhook as long as it is shown: list, name, URL, events, sources; what is wrong is said at the field. */
export function WebhookForm({ webhook, given = {} }: WebhookFormProps) {
  const [draft] = useState(
    () => new WebhookDraft(webhook?.id ?? null, webhook ? contentOf(webhook) : given),
  );
  useEffect(() => () => draft.end(), [draft]);
  const close = () => goTo({ screen: "webhooks", ...(webhook && { id: webhook.id }) });
  useCommand(commands.close, close);
  const submit = async (event: Event) => {
    event.preventDefault();
    const saved = await draft.save();
    if (!saved) return;
    lastSaved.value = { id: saved.id, words: webhook ? "changed" : "added" };
    await readWebhooks();
    goTo({ screen: "webhooks" }, "replace");
  };
  const { events, url } = draft.content.value;
  const title = webhook ? `Edit ${clipped(webhook.name, 60)}` : "Add a webhook";
  return (
    <section class="screen webhook_form" aria-label={title}>
      <header class="screen_head">
        <h2>{title}</h2>
      </header>
      <form onSubmit={(event) => void submit(event)} noValidate aria-label="Webhook">
        <Fields draft={draft} />
        <p class="form_end">
          <button class="main" disabled={draft.isSaving.value}>
            {webhook ? "Save" : "Add"}
          </button>
          <button type="button" class="plain" onClick={close}>
            Cancel
          </button>
        </p>
        {draft.failure.value && (
          <p class="refusal" role="alert">
            {draft.failure.value}
          </p>
        )}
      </form>
      <SamplePanel to={{ url }} events={events} />
      <ProbePanel url={url} />
    </section>
  );
}

function Fields({ draft }: { draft: WebhookDraft }) {
  const { list, name, url, events, sources } = draft.content.value;
  const problems = draft.problems.value;
  const warnings = draft.warnings.value;
  const offending = problems.find((problem) => problem.pointer === "/url" && problem.at);
  const lists = account.value?.lists ?? [];
  const options = [["0", "All Lists"] as const, ...lists.map(listOption)];
  if (list > 0 && !lists.some(({ id }) => id === list)) {
    options.push([String(list), `List ${list}, which isn't there`] as const);
  }
  const errors = problems.map(({ pointer, error }) => ({ pointer, sentence: error }));
  return (
    <PlaceErrors.Provider value={errors}>
      <Select
        label="List"
        pointer="/list"
        value={String(list)}
        onValue={(value) => draft.set("list", Number(value))}
        options={options}
      />
      <TextField
        label="Name"
        pointer="/name"
        value={name}
        onValue={(value) => draft.set("name", value)}
      />
      <div>
        <TextField
          label="URL"
          pointer="/url"
          inputMode="url"
          placeholder="http://127.0.0.1:8080/my-hook"
          value={url}
          onValue={(value) => draft.set("url", value)}
        />
        {offending?.at && <UrlMark url={url} at={offending.at} />}
      </div>
      {warnings.map(({ pointer, error }) => (
        <p class="warning" key={pointer + error}>
          {error}
        </p>
      ))}
      <EventChoice chosen={events} onChosen={(names) => draft.set("events", names)} list={list} />
      <SourceChoice chosen={sources} onChosen={(names) => draft.set("sources", names)} />
    </PlaceErrors.Provider>
  );
}

function listOption({ id, name }: { id: number; name: string }): readonly [string, string] {
  return [String(id), clipped(name, 80)];
}
