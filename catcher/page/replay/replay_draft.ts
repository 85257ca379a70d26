import type { Capture, Pairs } from "../api/capture";
import type { ReplayOrder } from "../api/rules";

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
  const isText = body.encoding === "utf-8" && !body.truncated && body.data.length <= bodyCharsMax;
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

/** Only what was edited is said: the rest goes byte for byte. */
export function orderOf(draft: ReplayDraft, capture: Capture): ReplayOrder {
  const { method, target, headers, body } = draft;
  return {
    to: draft.to.trim(),
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
