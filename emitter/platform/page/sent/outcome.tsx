import { StatusCode } from "../../../../catcher/page/list/rows/marks";
import { durationText } from "../../../../catcher/page/pieces/time";
import { visible } from "../../../../catcher/page/pieces/visible";

interface OutcomeProps {
  /** "answered", or why there was no whole answer. */
  outcome: string;
  status: number | null;
  /** Null where nothing was asked. */
  durationMs: number | null;
  problem?: string | undefined;
}

const words: Record<string, string> = {
  answer_too_large: "answer too large",
  forbidden: "not allowed",
  invalid_answer: "no HTTP in the answer",
  switched_off: "switched off",
  tls: "TLS failed",
  unresolved: "unknown host",
};

/** What came of a request, and how long that took. */
export function Outcome({ outcome, status, durationMs, problem }: OutcomeProps) {
  return (
    <span class="outcome">
      {status ? (
        <StatusCode status={status} />
      ) : (
        <span class="code_mark fault">{outcomeText(outcome)}</span>
      )}
      {durationMs !== null && (
        <span class="number faint">in {durationText(Math.round(durationMs * 1_000))}</span>
      )}
      {problem && <span class="refusal text">{visible(problem)}</span>}
    </span>
  );
}

export function outcomeText(outcome: string): string {
  return words[outcome] ?? outcome;
}
