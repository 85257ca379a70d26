import { clockText, fullTimeText } from "../../../../catcher/page/pieces/time";
import type { Attempt, Delivery } from "../api/platform";
import { AnswerBody } from "../sent/answer_body";
import { Outcome } from "../sent/outcome";

interface AttemptsProps {
  attempts: readonly Attempt[];
  state: Delivery["state"];
}

/** Each request that was sent, and what came back. */
export function Attempts({ attempts, state }: AttemptsProps) {
  return (
    <>
      {attempts.length === 0 && (
        <p class="notice">{state === "pending" ? "None ended yet." : "None."}</p>
      )}
      <ol class="attempts" aria-label="Attempts">
        {attempts.map(({ at, outcome, status, duration_ms, problem, answer = "" }, index) => (
          <li key={index}>
            <time class="faint number" dateTime={at} title={fullTimeText(at)}>
              {clockText(at).slice(0, 12)}
            </time>{" "}
            <Outcome outcome={outcome} status={status} durationMs={duration_ms} problem={problem} />
            {answer && <AnswerBody body={answer} label={`Views of answer ${index + 1}`} />}
          </li>
        ))}
      </ol>
    </>
  );
}
