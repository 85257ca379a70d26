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

/** A capture that is sent again with others, mostly as it failed when it was sent on last. */
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
  const ids = new Set([...captures.map(({ id }: Summary) => id), ...failed.ids]);
  return readForResending([...ids], to, hasFailed, run);
}

/** Those captures that are there and wanted, oldest first, as they are sent again. */
export async function readForResending(
  ids: readonly number[],
  to: string,
  isWanted: (capture: Capture) => boolean = () => true,
  run?: AbortSignal,
): Promise<Failure[]> {
  const sorted = [...ids].sort((one, other) => one - other);
  const read: Failure[] = [];
  for (let from = 0; from < sorted.length; from += partLength) {
    const whole = await fetchWhole(sorted.slice(from, from + partLength), run);
    read.push(...whole.filter(isWanted).map((capture) => failureOf(capture, to)));
  }
  return read;
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
