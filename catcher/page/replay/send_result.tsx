import type { Capture } from "../api/capture";
import { StatusCode } from "../list/rows/marks";
import { durationText } from "../pieces/time";
import { judged } from "./attempts/verdict";
import { VerdictMark } from "./attempts/verdict_mark";

interface SendResultProps {
  capture: Capture;
  /** When the attempt before was made, "" without one; null where nothing was sent yet. */
  sentAfter: string | null;
}

/** What came of the latest sending, beside its button. */
export function SendResult({ capture, sentAfter }: SendResultProps) {
  const last = judged(capture).at(-1);
  const latest = sentAfter !== null && last?.relay.at !== sentAfter ? last : undefined;
  return (
    <p class="send_result" role="status" aria-label="Result">
      {latest && (
        <>
          {latest.relay.status === undefined ? (
            <span class="code_mark fault">no answer</span>
          ) : (
            <StatusCode status={latest.relay.status} />
          )}
          <span class="number">in {durationText(latest.relay.duration_us)}</span>
          <VerdictMark verdict={latest.verdict} />
        </>
      )}
    </p>
  );
}
