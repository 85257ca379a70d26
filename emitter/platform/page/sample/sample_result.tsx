import { useState } from "preact/hooks";
import { countText } from "../../../../catcher/page/pieces/size";
import type { SampleReport } from "../api/platform";
import { AnswerBody } from "../sent/answer_body";
import { Headers } from "../sent/headers";
import { Outcome } from "../sent/outcome";
import { SentBody } from "../sent/sent_body";
import { eventLabel } from "../webhooks/definitions";

/** What was sent, what came back, and how long that took. */
export function SampleResult({ report, isOnly }: { report: SampleReport; isOnly: boolean }) {
  const [isOpen, setOpen] = useState(isOnly);
  const { event, outcome, status, duration_ms, problem, sent, answer } = report;
  const label = eventLabel(event);
  return (
    <li class="sample_result">
      <p class="sample_result_line">
        <button
          type="button"
          class="quiet unfold"
          aria-expanded={isOpen}
          aria-label={isOpen ? `Close ${label}` : `Show ${label}`}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? "▾" : "▸"}
        </button>
        <strong>{label}</strong>
        <Outcome
          outcome={outcome ?? ""}
          status={status}
          durationMs={duration_ms}
          problem={problem}
        />
      </p>
      {isOpen && (
        <div class="sample_sides">
          <section aria-label="Sent">
            <h4>Sent</h4>
            <SentBody body={sent.body} label="Views of what was sent" />
            <Headers headers={sent.headers} label="Headers sent" />
          </section>
          <section aria-label="Answer">
            <h4>Answer</h4>
            {answer ? (
              <>
                {answer.body === "" && <p class="notice">It has no body.</p>}
                {answer.is_cut && (
                  <p class="notice">
                    Only its first {countText(answer.body.length, "character")} are shown.
                  </p>
                )}
                <AnswerBody
                  body={answer.body}
                  headers={answer.headers}
                  label="Views of the answer"
                />
                <Headers headers={answer.headers} label="Headers of the answer" />
              </>
            ) : (
              <p class="notice">There was none.</p>
            )}
          </section>
        </div>
      )}
    </li>
  );
}
