import { useState } from "preact/hooks";
import { ApiError } from "../api/api";
import type { Capture } from "../api/capture";
import { cancelReplays, replayCapture } from "../api/rules";
import { Check, TextArea, TextField } from "../controls/field";
import { HeaderEditor } from "../controls/header_editor";
import { type PlaceError, PlaceErrors, placeErrorOf } from "../controls/place_error";
import { Icon } from "../pieces/icon";
import { sizeText } from "../pieces/size";
import { hashOf } from "../shell/route";
import { discard, draftFor, keepDraft, rememberTarget } from "./kept_drafts";
import { offeredTarget } from "./target_url";
import { editsOf, orderOf, type ReplayDraft, typedBody } from "./replay_draft";

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
  const [wasEdited] = useState(edits.length > 0);
  const send = async () => {
    setSending(true);
    setError(null);
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
          <button class="main" type="submit" disabled={sending || draft.to.trim() === ""}>
            <Icon name="send" />
            {sending ? "Sending…" : "Send"}
          </button>
          {sending && (
            <button class="plain" type="button" onClick={cancel}>
              Cancel
            </button>
          )}
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
        <SignChoice capture={capture} draft={draft} onDraft={setDraft} />
        <details open={wasEdited}>
          <summary>Edit it first</summary>
          <Edits capture={capture} draft={draft} onDraft={setDraft} />
        </details>
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

function Edits({ capture, draft, onDraft }: DraftProps) {
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
      {draft.body === null ? (
        <p class="notice">
          The body ({sizeText(capture.body.size)}) can't be edited as text without changing more of
          it. It goes as it was caught.
        </p>
      ) : (
        <TextArea
          label="Body"
          rows={8}
          pointer="/body"
          value={draft.body}
          onValue={(typed) => onDraft({ ...draft, body: typedBody(typed, capture) })}
        />
      )}
    </div>
  );
}

function sentenceOf(problem: unknown): string {
  return problem instanceof ApiError ? problem.message : "The catcher can't be reached.";
}
