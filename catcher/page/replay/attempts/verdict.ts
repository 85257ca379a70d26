import type { Capture, Relay } from "../../api/capture";

/** What an attempt says of the app, seen beside what came of the same before. */
export type Verdict = "fixed" | "still failing" | "regressed" | "still works" | "works" | "fails";

/** What of a relay the verdict is made of. */
export interface Outcome {
  status?: number | undefined;
  error?: string | undefined;
  edited?: readonly string[] | undefined;
}

export function isFailure({ status, error }: Outcome): boolean {
  return error !== undefined || status === undefined || status >= 400;
}

/** What came last of sending it on: of all attempts, or else of forwarding it. */
export function lastRelay({ forwarded, replays = [] }: Capture): Relay | undefined {
  return replays.at(-1) ?? forwarded;
}

/**
 * `earlier`: what was sent on before, the latest last. It is held against the latest of them with
 * the same parts edited: what failed with other content says nothing of the app.
 */
export function verdictOn(outcome: Outcome, earlier: readonly Outcome[]): Verdict {
  const edits = editsOf(outcome);
  const before = earlier.filter((one) => editsOf(one) === edits).at(-1);
  if (isFailure(outcome)) {
    if (!before) return "fails";
    return isFailure(before) ? "still failing" : "regressed";
  }
  if (!before) return "works";
  return isFailure(before) ? "fixed" : "still works";
}

/** All attempts, the latest last, each with its verdict. */
export function judged({ forwarded, replays = [] }: Capture): { relay: Relay; verdict: Verdict }[] {
  const before = forwarded ? [forwarded] : [];
  return replays.map((relay, at) => ({
    relay,
    verdict: verdictOn(relay, [...before, ...replays.slice(0, at)]),
  }));
}

function editsOf({ edited = [] }: Outcome): string {
  return edited.join();
}
