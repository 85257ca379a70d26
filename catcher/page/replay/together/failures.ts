import { fetchCaptures, fetchWhole } from "../../api/api";
import type { Capture, Summary } from "../../api/capture";
import type { ReplayOrder } from "../../api/rules";
import { isFailure, lastRelay, type Outcome } from "../attempts/verdict";
import { failed } from "../failed_captures";
import { draftFor } from "../kept_drafts";
import { orderOf } from "../replay_draft";

/** So many are looked at, the newest, and so many at once. */
const candidatesMax = 500;
const partLength = 10;

/** A capture that failed when it was sent on last, and how it is sent again. */
export interface Failure {
  id: number;
  received_at: string;
  method: string;
  target: string;
  /** What came of it so far, the latest last. */
  earlier: Outcome[];
  order: ReplayOrder;
}

/**
 * Those that an app answered with an error, or not at all, when they were sent on last, oldest
 * first: of those that match, and of those that were sent again in this tab.
 */
export async function findFailures(
  filter: URLSearchParams,
  to: string,
  run: AbortSignal,
): Promise<Failure[]> {
  const query = new URLSearchParams(filter);
  if (!query.has("status")) query.set("status", ">=400");
  const { captures } = await fetchCaptures({ limit: candidatesMax }, query, run);
  const ids = [...new Set([...captures.map(({ id }: Summary) => id), ...failed.ids])];
  ids.sort((one, other) => one - other);
  const failures: Failure[] = [];
  for (let from = 0; from < ids.length; from += partLength) {
    const whole = await fetchWhole(ids.slice(from, from + partLength), run);
    failures.push(...whole.filter(hasFailed).map((capture) => failureOf(capture, to)));
  }
  return failures;
}

function hasFailed(capture: Capture): boolean {
  const last = lastRelay(capture);
  return last !== undefined && isFailure(last);
}

/** Without the bodies of the capture and of its answers, which may be large. */
function failureOf(capture: Capture, to: string): Failure {
  const { id, received_at, method, target, forwarded, replays = [] } = capture;
  const earlier = [...(forwarded ? [forwarded] : []), ...replays].map((relay) => ({
    status: relay.status,
    error: "error" in relay ? relay.error : undefined,
    edited: relay.edited,
  }));
  const order = orderOf({ ...draftFor(capture, to), to }, capture);
  return { id, received_at, method, target, earlier, order };
}
