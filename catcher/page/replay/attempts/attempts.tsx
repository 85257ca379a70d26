import { useState } from "preact/hooks";
import type { Capture } from "../../api/capture";
import { AnswerView } from "../../detail/answer/answer_view";
import { Icon } from "../../pieces/icon";
import { AttemptComparison } from "./attempt_comparison";
import { judged } from "./verdict";
import { VerdictMark } from "./verdict_mark";

/** Each time that a capture was sent again, the newest first; two of them side by side on demand. */
export function Attempts({ capture }: { capture: Capture }) {
  const [isComparing, setComparing] = useState(false);
  const attempts = judged(capture);
  const canCompare = attempts.length + (capture.forwarded ? 1 : 0) > 1;
  return (
    <>
      {canCompare && (
        <button
          class="plain side_by_side"
          aria-expanded={isComparing}
          onClick={() => setComparing(!isComparing)}
        >
          <Icon name="compare" />
          Side by side
        </button>
      )}
      {canCompare && isComparing && <AttemptComparison key={capture.id} capture={capture} />}
      <ol class="replays" reversed>
        {attempts
          .map(({ relay, verdict }, at) => (
            <li key={`${relay.at} ${at}`}>
              <AnswerView
                relay={relay}
                label={`attempt ${at + 1}`}
                mark={<VerdictMark verdict={verdict} />}
              />
            </li>
          ))
          .reverse()}
      </ol>
    </>
  );
}
