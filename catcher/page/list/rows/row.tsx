import type { Summary, Verdict } from "../../api/capture";
import { Icon } from "../../pieces/icon";
import { Ago } from "../../pieces/now";
import { sizeText } from "../../pieces/size";
import { compare, compared } from "../../compare/comparing";
import { durationText, fullTimeText } from "../../pieces/time";
import { clipped, visible } from "../../pieces/visible";
import { type BuiltIn, isShown, valueColumns } from "./columns";
import { Method, signatureWord, StatusCode } from "./marks";
import type { Values } from "../notes/shown_values";
import { PinButton } from "./pin_button";
import { ValueLine } from "../notes/value_line";

interface RowProps {
  capture: Summary;
  /** Once it is known. */
  event: string;
  /** What sets it apart from the others in sight. */
  snippet: string;
  /** Those that were asked for, by their names; once they are known. */
  values: Values | undefined;
  href: string;
  chosen: boolean;
  unread: boolean;
  /** Whether the Tab key comes to it: of all rows, to one. */
  isTabStop: boolean;
}

export function Row(props: RowProps) {
  const { capture, href, chosen, unread, isTabStop } = props;
  const { target } = capture;
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
          {isShown("method") && <Method method={capture.method} />}
          <bdi class="target" title={clipped(target, 1_000)}>
            {clipped(target, 300)}
          </bdi>
          {isShown("time") && (
            <time dateTime={capture.received_at} title={fullTimeText(capture.received_at)}>
              <Ago at={capture.received_at} />
            </time>
          )}
        </span>
        <SecondLine {...props} />
        <ValueLine names={valueColumns()} values={props.values} />
        {unread && <span class="off_screen">unread</span>}
      </a>
      <PinButton capture={capture} class="quiet row_pin" tabIndex={-1} />
      <CompareButton id={capture.id} />
    </>
  );
}

function SecondLine({ capture, event, snippet }: RowProps) {
  const { channel, client, duration_us, signature, status } = capture;
  const named = event || mediaType(capture.content_type);
  const trouble = capture.refusal || !capture.complete || capture.truncated;
  const of = (name: BuiltIn, text: string) =>
    isShown(name) && <span class={name}>{visible(text)}</span>;
  return (
    <span class="row_line small">
      {of("number", `#${capture.id}`)}
      {channel && isShown("channel") && (
        <bdi class="channel" title={visible(channel)}>
          {clipped(channel, 60)}
        </bdi>
      )}
      {of("client", client.ip)}
      <span class="type">
        {named && isShown("event") && (
          <bdi class={event ? "event" : ""} title={visible(named)}>
            {clipped(named, 60)}
          </bdi>
        )}
        {snippet && isShown("snippet") && (
          <bdi class="snippet" title={visible(snippet)}>
            {visible(snippet)}
          </bdi>
        )}
      </span>
      {signature && isShown("signature") && <SignatureMark verdict={signature} />}
      {trouble && <span class="trouble">{troubleWord(capture)}</span>}
      {of("size", sizeText(capture.size))}
      {status > 0 && duration_us > 0 && of("duration", durationText(duration_us))}
      {isShown("status") && <StatusCode status={status} fault={capture.fault} />}
    </span>
  );
}

/** Over the time, while the mouse is there. The keyboard's way is a key. */
function CompareButton({ id }: { id: number }) {
  const waiting = compared.value;
  const isMarked = waiting === id;
  const other = waiting === null || isMarked ? "another" : `#${waiting}`;
  const label = `Compare #${id} with ${other}`;
  return (
    <button
      class={`quiet row_compare ${isMarked ? "marked" : ""}`}
      aria-label={label}
      aria-pressed={isMarked}
      title={label}
      tabIndex={-1}
      onClick={() => compare(id)}
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
  return (contentType ?? "").split(";")[0]!.trim();
}
