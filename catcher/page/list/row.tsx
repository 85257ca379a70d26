import type { Summary, Verdict } from "../api/capture";
import { Icon } from "../pieces/icon";
import { Ago } from "../pieces/now";
import { sizeText } from "../pieces/size";
import { durationText, fullTimeText } from "../pieces/time";
import { visible } from "../pieces/visible";
import { Method, signatureWord, StatusCode } from "./marks";
import { PinButton } from "./pin_button";

/** Quicker answers are not worth a word in the list. */
const slowUs = 100_000;

interface RowProps {
  capture: Summary;
  /** Once it is known. */
  event: string;
  /** What sets it apart from the others in sight. */
  snippet: string;
  href: string;
  chosen: boolean;
  unread: boolean;
  /** Whether the Tab key comes to it: of all rows, to one. */
  isTabStop: boolean;
  /** The capture that waits for another one, to be compared with. */
  compared: number | null;
  onCompare: (id: number) => void;
}

export function Row(props: RowProps) {
  const { capture, event, snippet, href, chosen, unread, isTabStop, compared, onCompare } = props;
  const trouble = capture.refusal || !capture.complete || capture.truncated;
  return (
    <>
      <a
        class={`row ${unread ? "unread" : ""}`}
        href={href}
        data-id={capture.id}
        tabIndex={isTabStop ? 0 : -1}
        aria-current={chosen}
      >
        <span class="row_line">
          <Method method={capture.method} />
          <bdi class="target">{visible(capture.target.slice(0, 300))}</bdi>
          <time dateTime={capture.received_at} title={fullTimeText(capture.received_at)}>
            <Ago at={capture.received_at} />
          </time>
        </span>
        <span class="row_line small">
          <span class="number">#{capture.id}</span>
          {capture.channel && <bdi class="channel">{visible(capture.channel.slice(0, 60))}</bdi>}
          <span class="type">
            <bdi class={event ? "event" : ""}>
              {visible(event || mediaType(capture.content_type))}
            </bdi>
            {snippet && <bdi class="snippet">{visible(snippet)}</bdi>}
          </span>
          {capture.signature && <SignatureMark verdict={capture.signature} />}
          {trouble && <span class="trouble">{troubleWord(capture)}</span>}
          <span class="size">{sizeText(capture.size)}</span>
          {capture.status > 0 && capture.duration_us >= slowUs && (
            <span class="duration">{durationText(capture.duration_us)}</span>
          )}
          <StatusCode status={capture.status} fault={capture.fault} />
        </span>
        {unread && <span class="off_screen">unread</span>}
      </a>
      <PinButton capture={capture} class="quiet row_pin" tabIndex={-1} />
      <CompareButton id={capture.id} compared={compared} onCompare={onCompare} />
    </>
  );
}

interface CompareButtonProps {
  id: number;
  compared: number | null;
  onCompare: (id: number) => void;
}

/** Over the time, while the mouse is there. The keyboard's way is a key. */
function CompareButton({ id, compared, onCompare }: CompareButtonProps) {
  const isMarked = compared === id;
  const other = compared === null || isMarked ? "another" : `#${compared}`;
  const label = `Compare #${id} with ${other}`;
  return (
    <button
      class={`quiet row_compare ${isMarked ? "marked" : ""}`}
      aria-label={label}
      aria-pressed={isMarked}
      title={label}
      tabIndex={-1}
      onClick={() => onCompare(id)}
    >
      <Icon name="compare" />
    </button>
  );
}

/** Stands where a capture will be once it is fetched. */
export function RowToCome() {
  return (
    <div class="row to_come">
      <span class="off_screen">Loading…</span>
    </div>
  );
}

/** In the row a word; why, is said in the detail. */
function SignatureMark({ verdict }: { verdict: Verdict }) {
  return <span class={`signature ${verdict}`}>{signatureWord(verdict)}</span>;
}

function troubleWord(capture: Summary): string {
  if (capture.refusal) return "refused";
  return capture.complete ? "cut" : "incomplete";
}

function mediaType(contentType: string | null): string {
  return (contentType ?? "").split(";")[0]!.trim().slice(0, 60);
}
