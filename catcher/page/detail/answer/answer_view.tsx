import { useMemo, useState } from "preact/hooks";
import type { Relay } from "../api/capture";
import { contentOf, typeIn } from "../body/content";
import { ContentView } from "../body/content_view";
import { PairTable } from "../body/fields/pair_table";
import { StatusCode } from "../list/marks";
import { countText, sizeText } from "../pieces/size";
import { clockText, durationText, fullTimeText } from "../pieces/time";
import { visible } from "../pieces/visible";

/** The request sent on, and what came back: a line, and all of it on demand. */
export function AnswerView({ relay, label }: { relay: Relay; label: string }) {
  const [open, setOpen] = useState(false);
  const { at, to, status, duration_us, edited, body } = relay;
  const error = "error" in relay ? relay.error : undefined;
  return (
    <div class="answer" role="group" aria-label={label}>
      <div class="answer_line">
        {error === undefined && (
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
        <bdi class="answer_to">{visible(to.slice(0, 500))}</bdi>
        {body && <span class="faint">{sizeText(body.size)}</span>}
        <time class="faint" dateTime={at} title={fullTimeText(at)}>
          {clockText(at).slice(0, 12)}
        </time>
        {edited && <span class="faint">edited: {edited.map(visible).join(", ")}</span>}
      </div>
      {error !== undefined && <p class="refusal">{visible(error)}</p>}
      {open && <Answer relay={relay} label={label} />}
    </div>
  );
}

function Answer({ relay: { headers = [], body }, label }: { relay: Relay; label: string }) {
  const content = useMemo(
    () => body && contentOf(body.decoded ?? body, typeIn(headers)),
    [body, headers],
  );
  return (
    <div class="answer_content">
      <PairTable pairs={headers} label={`Headers of ${label}`} noun="header" />
      {body?.truncated && (
        <p class="notice">Only the beginning of its {countText(body.size, "byte")} is kept.</p>
      )}
      {content && <ContentView content={content} label={`Views of ${label}`} />}
    </div>
  );
}
