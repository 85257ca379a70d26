import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Relay } from "../../api/capture";
import { StatusCode } from "../../list/rows/marks";
import { LongText } from "../../pieces/text/long_text";
import { sizeText } from "../../pieces/size";
import { clockText, durationText, fullTimeText } from "../../pieces/time";
import { visible } from "../../pieces/visible";
import { AnswerContent } from "./answer_content";

interface AnswerViewProps {
  relay: Relay;
  label: string;
  /** What is to be said of it in its line. */
  mark?: ComponentChildren;
}

/** The request sent on, and what came back: a line, and all of it on demand. */
export function AnswerView({ relay, label, mark }: AnswerViewProps) {
  const [open, setOpen] = useState(false);
  const { at, to, status, duration_us, edited, body, headers = [] } = relay;
  const error = "error" in relay ? relay.error : undefined;
  return (
    <div class="answer" role="group" aria-label={label}>
      <div class="answer_line">
        {status !== undefined && (
          <button
            class="quiet unfold"
            aria-expanded={open}
            aria-label={open ? `Close ${label}` : `Show ${label}`}
            onClick={() => setOpen(!open)}
          >
            {open ? "▾" : "▸"}
          </button>
        )}
        {status === undefined ? (
          <span class="code_mark fault">no answer</span>
        ) : (
          <StatusCode status={status} />
        )}
        <span class="number">in {durationText(duration_us)}</span>
        {mark}
        <span class="answer_to">
          <LongText text={to} start={300} />
        </span>
        {body && <span class="faint">{sizeText(body.size)}</span>}
        <time class="faint" dateTime={at} title={fullTimeText(at)}>
          {clockText(at).slice(0, 12)}
        </time>
        {edited && <span class="faint">edited: {edited.map(visible).join(", ")}</span>}
      </div>
      {error !== undefined && <p class="refusal">{visible(error)}</p>}
      {open && (
        <div class="answer_content">
          <AnswerContent body={body} headers={headers} label={label} />
        </div>
      )}
    </div>
  );
}
