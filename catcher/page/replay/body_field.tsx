import { useMemo, useRef } from "preact/hooks";
import type { Capture } from "../api/capture";
import { typeIn } from "../body/content";
import { TextArea } from "../controls/field";
import { sizeText } from "../pieces/size";
import { checkBody } from "./body_check";
import { type ReplayDraft, typedBody } from "./replay_draft";

interface BodyFieldProps {
  capture: Capture;
  draft: ReplayDraft;
  onDraft: (draft: ReplayDraft) => void;
}

/** The body that is sent again, to be edited; what is wrong with it is said, and can be sent. */
export function BodyField({ capture, draft, onDraft }: BodyFieldProps) {
  const { body, headers } = draft;
  const box = useRef<HTMLDivElement>(null);
  const check = useMemo(() => body && checkBody(body, typeIn(headers)), [body, headers]);
  if (body === null) {
    return (
      <p class="notice">
        The body ({sizeText(capture.body.size)}) can't be edited as text without changing more of
        it. It goes as it was caught.
      </p>
    );
  }
  const goThere = (position: number) => {
    // The field has every end of a line as one character.
    const place = body.slice(0, position).replace(/\r\n/g, "\n").length;
    const field = box.current?.querySelector("textarea");
    field?.focus();
    field?.setSelectionRange(place, place + 1);
  };
  return (
    <div class={`body_field ${check && !check.isWell ? "wrong" : ""}`} ref={box}>
      <TextArea
        label="Body"
        rows={Math.min(16, Math.max(3, body.split("\n", 16).length))}
        pointer="/body"
        value={body}
        {...(check && { note: check.sentence })}
        onValue={(typed) => onDraft({ ...draft, body: typedBody(typed, capture) })}
      />
      {check && check.position !== undefined && (
        <button type="button" class="more" onClick={() => goThere(check.position!)}>
          Go there
        </button>
      )}
    </div>
  );
}
