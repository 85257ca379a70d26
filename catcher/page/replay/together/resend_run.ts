import { signal } from "@preact/signals";
import { ApiError } from "../../api/api_error";
import { cancelReplays, replayCapture } from "../../api/rules";
import { isFailure, type Outcome, type Verdict, verdictOn } from "../attempts/verdict";
import { failed } from "../failed_captures";
import type { Failure } from "./failures";

export interface Resent {
  failure: Failure;
  outcome: Outcome;
  verdict: Verdict | "not sent";
}

/** Sends captures again, one after the other in their order, as the app would have got them. */
export class ResendRun {
  /** What came of those that were sent, in the order of sending. */
  readonly resent = signal<readonly Resent[]>([]);
  readonly isRunning = signal(true);
  private isCancelled = false;
  private current = 0;

  constructor(readonly failures: readonly Failure[]) {
    void this.run();
  }

  /** The one that is under way ends, too. */
  cancel(): void {
    this.isCancelled = true;
    cancelReplays(this.current).catch(() => undefined);
  }

  private async run(): Promise<void> {
    for (const failure of this.failures) {
      if (this.isCancelled) break;
      this.current = failure.id;
      const one = await resend(failure);
      if (one.verdict !== "not sent") failed.set(failure.id, isFailure(one.outcome));
      this.resent.value = [...this.resent.value, one];
    }
    this.isRunning.value = false;
  }
}

async function resend(failure: Failure): Promise<Resent> {
  const edited = Object.keys(failure.order).filter((name) => name !== "to" && name !== "sign");
  const outcome: Outcome = edited.length > 0 ? { edited } : {};
  try {
    outcome.status = (await replayCapture(failure.id, failure.order)).status;
  } catch (problem) {
    outcome.error = problem instanceof ApiError ? problem.sentence : "the catcher can't be reached";
    // What the app did is an answer of 502 and above; the catcher's own refusals are below.
    const wasSent = problem instanceof ApiError && problem.status >= 502;
    if (!wasSent) return { failure, outcome, verdict: "not sent" };
  }
  return { failure, outcome, verdict: verdictOn(outcome, failure.earlier) };
}
