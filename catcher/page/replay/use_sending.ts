import { useState } from "preact/hooks";
import { ApiError } from "../api/api_error";
import type { Capture } from "../api/capture";
import { cancelReplays, replayCapture, type ReplayOrder } from "../api/rules";
import { type PlaceError, placeErrorOf, valueAt } from "../controls/place_error";
import { rememberTarget } from "./kept_drafts";
import { orderOf, type ReplayDraft } from "./replay_draft";

/** What was wrong, with what was sent. */
interface Problem {
  error: PlaceError;
  order: ReplayOrder;
}

/** Sending a draft of a capture, and what the catcher has against it. */
export function useSending(capture: Capture, draft: ReplayDraft, onSent: () => void) {
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** When the attempt before was made, "" without one; null where nothing was sent yet. */
  const [sentAfter, setSentAfter] = useState<string | null>(null);
  const order = orderOf(draft, capture);
  const send = async () => {
    setSending(true);
    setProblem(null);
    setSentAfter(capture.replays?.at(-1)?.at ?? "");
    try {
      await replayCapture(capture.id, order);
      rememberTarget(capture, draft);
    } catch (thrown) {
      setProblem({ error: errorOf(thrown), order });
    }
    setSending(false);
    onSent();
  };
  const cancel = () => {
    cancelReplays(capture.id).catch((thrown: unknown) =>
      setProblem({ error: errorOf(thrown), order }),
    );
  };
  // It stands until what was wrong is something else.
  const isMended = problem !== null && !isSame(problem.order, order, problem.error.pointer);
  const error = isMended ? null : (problem?.error ?? null);
  return { isSending, error, sentAfter: isSending ? null : sentAfter, send, cancel };
}

function isSame(one: ReplayOrder, other: ReplayOrder, pointer: string): boolean {
  const textAt = (order: ReplayOrder) => JSON.stringify(valueAt(order, pointer) ?? null);
  return textAt(one) === textAt(other);
}

function errorOf(thrown: unknown): PlaceError {
  if (!(thrown instanceof ApiError)) {
    return { pointer: "", sentence: "The catcher can't be reached." };
  }
  const error = placeErrorOf(thrown.sentence);
  // A host that mayn't be reached is refused without a place.
  return thrown.status === 403 ? { ...error, pointer: "/to" } : error;
}

/** "/headers/2" as people say it: "Header 3"; "" where it is no field of the form. */
export function fieldText(pointer: string): string {
  const [, name = "", index] = pointer.split("/");
  if (name === "headers") return index === undefined ? "Headers" : `Header ${Number(index) + 1}`;
  return { to: "Send it to", method: "Method", target: "Target", body: "Body" }[name] ?? "";
}
