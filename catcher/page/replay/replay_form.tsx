import { useState } from "preact/hooks";
import { ApiError } from "../api/api";
import type { Capture } from "../api/capture";
import { cancelReplays, replayCapture } from "../api/rules";
import { Check, TextField } from "../controls/field";
import { HeaderEditor } from "../controls/header_editor";
import { type PlaceError, PlaceErrors, placeErrorOf } from "../controls/place_error";
import { Icon } from "../pieces/icon";
import { hashOf } from "../shell/route";
import { BodyField } from "./body_field";
import { discard, draftFor, keepDraft, rememberTarget } from "./kept_drafts";
import { offeredTarget } from "./target_url";
import { editsOf, orderOf, type ReplayDraft } from "./replay_draft";
import { SendResult } from "./send_result";
import { FailuresPart } from "./together/failures_part";

interface ReplayFormProps {
  capture: Capture;
  /** The URL that requests are forwarded to; "" where they aren't. */
  forward: string;
  onSent: () => void;
}

export function ReplayForm({ capture, forward, onSent }: ReplayFormProps) {
  const [sending, setSending] = useState(false);
  const [error, setError] = useState<PlaceError | null>(null);
  const offered = offeredTarget(forward, capture);
  const draft = draftFor(capture, offered);
  const setDraft = (next: ReplayDraft) => {
    setError(null);
    keepDraft(capture, next, offered);
  };
  const edits = editsOf(draft, capture);
  const [wasHeadEdited] = useState(edits.some((name) => name !== "body"));
  const [sentAfter, setSentAfter] = useState<string | null>(null);
  const canSend = !sending && draft.to.trim() !== "";
  const send = async () => {
    setSending(true);
    setError(null);
    setSentAfter(capture.replays?.at(-1)?.at ?? "");
    try {
      await replayCapture(capture.id, orderOf(draft, capture));
      rememberTarget(capture, draft);
    } catch (problem) {
      setError(placeErrorOf(sentenceOf(problem)));
    }
    setSending(false);
    onSent();
  };
  const cancel = () => {
    cancelReplays(capture.id).catch((problem: unknown) =>
      setError(placeErrorOf(sentenceOf(problem))),
    );
  };
  return (
    <PlaceErrors.Provider value={error}>
      <form
        class="replay_form"
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && canSend) void send();
        }}
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
            {sending ? "Sending…" : "Send"}
          </button>
          {sending && (
            <button class="plain" type="button" onClick={cancel}>
              Cancel
            </button>
          )}
          <SendResult capture={capture} sentAfter={sending ? null : sentAfter} />
        </div>
        {error && (
          <p class="refusal" role="alert">
            {error.sentence}
          </p>
        )}
        <p class="faint">
          {edits.length === 0 ? (
            "It goes as it was caught, byte for byte; to a URL without a path, on the path it came to."
          ) : (
            <>
              Edited: {edits.join(", ")}.{" "}
              <button type="button" class="more" onClick={() => discard(capture)}>
                Discard the edits
              </button>
            </>
          )}
        </p>
        <BodyField capture={capture} draft={draft} onDraft={setDraft} />
        <SignChoice capture={capture} draft={draft} onDraft={setDraft} />
        <details open={wasHeadEdited}>
          <summary>Edit the method, the target, the headers</summary>
          <HeadFields capture={capture} draft={draft} onDraft={setDraft} />
        </details>
        <FailuresPart to={draft.to} />
      </form>
    </PlaceErrors.Provider>
  );
}

interface DraftProps {
  capture: Capture;
  draft: ReplayDraft;
  onDraft: (draft: ReplayDraft) => void;
}

function SignChoice({ capture, draft, onDraft }: DraftProps) {
  if (!capture.signature) {
    return (
      <p class="faint">
        To sign it again, set a key for it:{" "}
        <a href={hashOf({ capture: null, filter: "", screen: "signing" })}>signing keys</a>.
      </p>
    );
  }
  return (
    <Check
      label="sign it again, with the key for it and the time of sending"
      checked={draft.isSigned}
      onChecked={(isSigned) => onDraft({ ...draft, isSigned })}
    />
  );
}

function HeadFields({ capture, draft, onDraft }: DraftProps) {
  return (
    <div class="replay_edits">
      <div class="field_row">
        <TextField
          label="Method"
          pointer="/method"
          value={draft.method}
          onValue={(method) => onDraft({ ...draft, method })}
        />
        <TextField
          label="Target"
          class="wide"
          pointer="/target"
          value={draft.target}
          onValue={(target) => onDraft({ ...draft, target })}
        />
      </div>
      <HeaderEditor
        headers={draft.headers}
        onHeaders={(headers) => onDraft({ ...draft, headers })}
        pointer="/headers"
      />
      {capture.lossy && (
        <p class="notice">Bytes that are not UTF-8 are lost from headers that are edited.</p>
      )}
    </div>
  );
}

function sentenceOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.message : "The catcher can't be reached.";
}
