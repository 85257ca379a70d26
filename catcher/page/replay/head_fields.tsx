import type { Capture } from "../api/capture";
import { Check, TextField } from "../controls/field";
import { HeaderEditor } from "../controls/header_editor";
import { hashOf } from "../shell/route";
import type { ReplayDraft } from "./replay_draft";

interface DraftProps {
  capture: Capture;
  draft: ReplayDraft;
  onDraft: (draft: ReplayDraft) => void;
}

export function SignChoice({ capture, draft, onDraft }: DraftProps) {
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

/** Method, target and headers of what is sent again. */
export function HeadFields({ capture, draft, onDraft }: DraftProps) {
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
