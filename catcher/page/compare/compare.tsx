import { useMemo, useState } from "preact/hooks";
import type { Capture, Pairs } from "../api/capture";
import { useCapture } from "../detail/use_capture";
import { Method } from "../list/rows/marks";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";
import { durationText, fullTimeText } from "../pieces/time";
import { clipped } from "../pieces/visible";
import { hashOf } from "../shell/route";
import { compareBodies } from "./body_comparison";
import { comparePairs, type Difference, hasOtherOrder, isDifferent } from "./difference";
import { DifferenceTable } from "./difference_table";

interface CompareProps {
  left: number;
  right: number;
  filter: string;
  onSwap: () => void;
  onClose: () => void;
}

/** Two captures side by side. */
export function Compare({ left, right, filter, onSwap, onClose }: CompareProps) {
  const one = useCapture(left);
  const other = useCapture(right);
  const failure = one.failure || other.failure;
  return (
    <article class="detail compare" aria-label={`Captures ${left} and ${right} compared`}>
      <div class="compare_head">
        <h2>
          #{left} and #{right} compared
        </h2>
        <button class="plain" onClick={onSwap} title="Change sides">
          <Icon name="swap" />
          Swap
        </button>
        <button class="plain" onClick={onClose}>
          <Icon name="close" />
          Close
        </button>
      </div>
      {failure && <p class="notice">{failure}</p>}
      {one.capture?.id === left && other.capture?.id === right && (
        <Comparison left={one.capture} right={other.capture} filter={filter} />
      )}
    </article>
  );
}

interface Section {
  title: string;
  rows: Difference[];
  note: string;
}

function Comparison({ left, right, filter }: { left: Capture; right: Capture; filter: string }) {
  const sections = useMemo(() => sectionsOf(left, right), [left, right]);
  const [differencesOnly, setDifferencesOnly] = useState(true);
  const count = sections.reduce((sum, { rows }) => sum + rows.filter(isDifferent).length, 0);
  const sides: [string, string] = [`#${left.id}`, `#${right.id}`];
  return (
    <>
      <ul class="compared">
        {[left, right].map((capture) => (
          <li key={capture.id}>
            <a href={hashOf({ capture: capture.id, filter })}>
              #{capture.id} <Method method={capture.method} />
              <bdi title={clipped(capture.target, 1_000)}>{clipped(capture.target, 200)}</bdi>
            </a>
            <span class="faint">{fullTimeText(capture.received_at)}</span>
          </li>
        ))}
      </ul>
      <p class="compare_bar">
        <label class="choice">
          <input
            type="checkbox"
            checked={differencesOnly}
            onChange={(event) => setDifferencesOnly(event.currentTarget.checked)}
          />
          Differences only
        </label>
        <span class="faint" role="status">
          {countText(count, "difference")}; {betweenText(left, right)}
        </span>
      </p>
      {sections.map(({ title, rows, note }) => {
        const shown = differencesOnly ? rows.filter(({ state }) => state !== "same") : rows;
        return (
          <section class="part" key={title}>
            <h3>
              {title} <span class="count">{rows.filter(isDifferent).length || ""}</span>
            </h3>
            {note && <p class="notice">{note}</p>}
            {shown.length > 0 && <DifferenceTable rows={shown} label={title} sides={sides} />}
            {shown.length === 0 && !note && <p class="notice">{nothingText(rows)}</p>}
          </section>
        );
      })}
    </>
  );
}

function nothingText(rows: Difference[]): string {
  return rows.length > 0
    ? `No difference in ${countText(rows.length, "row")}.`
    : "Nothing on both sides.";
}

function sectionsOf(left: Capture, right: Capture): Section[] {
  const lower = (name: string) => name.toLowerCase();
  const body = compareBodies(left, right);
  return [
    { title: "Request", rows: comparePairs(factsOf(left), factsOf(right)), note: "" },
    {
      title: "Headers",
      rows: comparePairs(left.headers, right.headers, lower),
      note: hasOtherOrder(left.headers, right.headers, lower)
        ? "The headers stand in another order."
        : "",
    },
    { title: "Query", rows: comparePairs(left.query, right.query), note: "" },
    { ...body, title: body.title === "Bytes" ? "Body" : `Body: ${body.title}` },
  ].filter(({ rows, note }) => rows.length > 0 || note);
}

function factsOf(capture: Capture): Pairs {
  const { client, reply, body } = capture;
  return [
    ["Method", capture.method],
    ["Path", capture.path],
    ["Channel", capture.channel],
    ["Protocol", capture.version],
    ["From", client.ip],
    ["Body", countText(body.size, "byte")],
    ["Packed with", body.content_encoding ?? ""],
    ["Answered", reply.fault || String(reply.status)],
    ["Refused", capture.refusal ?? ""],
  ].filter(([, value]) => value !== "") as Pairs;
}

/** "#5 came 1.20 s after #3". */
function betweenText(left: Capture, right: Capture): string {
  const between = microsecondsOf(right.received_at) - microsecondsOf(left.received_at);
  if (between === 0) return `#${left.id} and #${right.id} came in the same microsecond`;
  const [later, earlier] = between < 0 ? [left, right] : [right, left];
  return `#${later.id} came ${durationText(Math.abs(between))} after #${earlier.id}`;
}

function microsecondsOf(received: string): number {
  const fraction = (/\.(\d+)/.exec(received)?.[1] ?? "").padEnd(6, "0");
  return Math.floor(Date.parse(received) / 1_000) * 1_000_000 + Number(fraction.slice(0, 6));
}
