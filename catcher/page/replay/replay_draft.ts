import type { Capture, Pairs } from "../api/capture";
import type { ReplayOrder } from "../api/rules";
import { targetUrl } from "./target_url";

/** A capture as it is edited before it is sent again. */
export interface ReplayDraft {
  to: string;
  method: string;
  target: string;
  headers: Pairs;
  /** Null where it can't be edited as text: it goes as it was caught. */
  body: string | null;
  isSigned: boolean;
}

const bodyCharsMax = 1_000_000;

export function draftOf(capture: Capture, to: string): ReplayDraft {
  const { method, target, headers, body, signature } = capture;
  const isText =
    body.encoding === "utf-8" &&
    !body.truncated &&
    body.data.length <= bodyCharsMax &&
    hasOneLineEnd(body.data);
  return {
    to,
    method,
    target,
    headers,
    body: isText ? body.data : null,
    // What was right may be too old by the time it is sent again.
    isSigned: signature?.verdict === "valid" || signature?.verdict === "stale",
  };
}

/**
 * What was typed, with the line ends that the body came with: a browser's text fields know LF
 * alone.
 */
export function typedBody(typed: string, capture: Capture): string {
  const text = typed.replace(/\r\n?/g, "\n");
  return capture.body.data.includes("\r\n") ? text.replace(/\n/g, "\r\n") : text;
}

/** Whether all lines end in the same way, so that editing one doesn't change the others. */
function hasOneLineEnd(text: string): boolean {
  const withoutPairs = text.replace(/\r\n/g, "");
  return withoutPairs.length === text.length ? !text.includes("\r") : !/[\r\n]/.test(withoutPairs);
}

/** Only what was edited is said: the rest goes byte for byte. */
export function orderOf(draft: ReplayDraft, capture: Capture): ReplayOrder {
  const { method, target, headers, body } = draft;
  return {
    to: targetUrl(draft.to),
    ...(method !== capture.method && { method }),
    ...(target !== capture.target && { target }),
    ...(!arePairsEqual(headers, capture.headers) && { headers }),
    ...(body !== null && body !== capture.body.data && { body }),
    ...(draft.isSigned && { sign: true }),
  };
}

/** What differs from what was caught, in words. */
export function editsOf(draft: ReplayDraft, capture: Capture): string[] {
  const { method, target, headers, body } = orderOf(draft, capture);
  const edits = { method, target, headers, body };
  return Object.entries(edits).flatMap(([name, edit]) => (edit === undefined ? [] : [name]));
}

function arePairsEqual(left: Pairs, right: Pairs): boolean {
  return (
    left.length === right.length &&
    left.every(([name, value], at) => name === right[at]![0] && value === right[at]![1])
  );
}
