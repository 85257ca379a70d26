import { useEffect, useState } from "preact/hooks";
import type { Capture } from "../api/capture";
import { TextField } from "../controls/field";
import { type PlaceError, PlaceErrors } from "../controls/place_error";
import { Icon } from "../pieces/icon";
import { BodyField } from "./body_field";
import { HeadFields, SignChoice } from "./head_fields";
import { discard, draftFor, keepDraft } from "./kept_drafts";
import { editsOf, type ReplayDraft } from "./replay_draft";
import { SendResult } from "./send_result";
import { offeredTarget } from "./target_url";
import { FailuresPart } from "./together/failures_part";
import { fieldText, useSending } from "./use_sending";

interface ReplayFormProps {
  capture: Capture;
  /** The URL that requests are forwarded to; "" where they aren't. */
  forward: string;
  onSent: () => void;
}

export function ReplayForm({ capture, forward, onSent }: ReplayFormProps) {
  const offered = offeredTarget(forward, capture);
  const draft = draftFor(capture, offered);
  const setDraft = (next: ReplayDraft) => keepDraft(capture, next, offered);
  const edits = editsOf(draft, capture);
  const [isHeadOpen, setHeadOpen] = useState(edits.some((name) => name !== "body"));
  const { isSending, error, sentAfter, send, cancel } = useSending(capture, draft, onSent);
  const isHeadWrong = error !== null && /^\/(method|target|headers)/.test(error.pointer);
  useEffect(() => {
    if (isHeadWrong) setHeadOpen(true);
  }, [isHeadWrong]);
  const canSend = !isSending && draft.to.trim() !== "";
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && canSend) void send();
  };
  const fields = { capture, draft, onDraft: setDraft };
  return (
    <PlaceErrors.Provider value={error}>
      <form
        class="replay_form"
        onKeyDown={sendByKeys}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <div class="replay_to">
          <TextField
            label="Send it to"
            inputMode="url"
            placeholder="localhost:3000"
            pointer="/to"
            value={draft.to}
            onValue={(to) => setDraft({ ...draft, to })}
          />
          <button class="main" type="submit" disabled={!canSend} title="Send (Ctrl Enter)">
            <Icon name="send" />
            {isSending ? "Sending…" : "Send"}
          </button>
          {isSending && (
            <button class="plain" type="button" onClick={cancel}>
              Cancel
            </button>
          )}
          <SendResult capture={capture} sentAfter={sentAfter} />
        </div>
        {error && <Refusal error={error} />}
        <EditsLine edits={edits} onDiscard={() => discard(capture)} />
        <BodyField {...fields} />
        <SignChoice {...fields} />
        <details open={isHeadOpen} onToggle={(event) => setHeadOpen(event.currentTarget.open)}>
          <summary>Edit the method, the target, the headers</summary>
          <HeadFields {...fields} />
        </details>
        <FailuresPart to={draft.to} />
      </form>
    </PlaceErrors.Provider>
  );
}

/** Who sees the form sees what is wrong with a field below that. */
function Refusal({ error: { pointer, sentence } }: { error: PlaceError }) {
  const field = fieldText(pointer);
  return (
    <p class={field ? "off_screen" : "refusal"} role="alert">
      {field && `${field}: `}
      {sentence}
    </p>
  );
}

function EditsLine({ edits, onDiscard }: { edits: string[]; onDiscard: () => void }) {
  return (
    <p class="faint">
      {edits.length === 0 ? (
        "It goes as it was caught, byte for byte; to a URL without a path, on the path it came to."
      ) : (
        <>
          Edited: {edits.join(", ")}.{" "}
          <button type="button" class="more" onClick={onDiscard}>
            Discard the edits
          </button>
        </>
      )}
    </p>
  );
}
