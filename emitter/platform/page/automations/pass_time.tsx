import { useState } from "preact/hooks";
import { minuteText } from "../../../../catcher/page/pieces/time";
import { useFetched } from "../account/fetched";
import type { Time } from "../account/things";
import { sendJson, sentenceOf } from "../api/api";
import { live } from "../live/live";

const steps = [
  ["1m", "A minute"],
  ["1h", "An hour"],
  ["1d", "A day"],
  ["7d", "A week"],
] as const;

/** What the time is here; where it is a virtual one, buttons that let it pass at once. */
export function PassTime() {
  const [passed, setPassed] = useState(0);
  const [failure, setFailure] = useState("");
  const version = `${passed} ${live.account.value}`;
  const time = useFetched<Time>("/hookline/time", version).value;
  if (time === null) return null;
  if (!time.virtual) {
    return (
      <p class="faint">
        Waits take as long as they say. Start with <code>emitter serve --virtual-time</code> to let
        time pass by a button.
      </p>
    );
  }
  const advance = async (by: string) => {
    try {
      await sendJson<Time>("POST", "/hookline/time", { advance: by });
      setFailure("");
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setPassed((known) => known + 1);
  };
  return (
    <p class="tools pass_time" role="group" aria-label="Let time pass">
      <span class="number">{minuteText(time.now)}</span>
      {steps.map(([by, label]) => (
        <button type="button" class="plain" key={by} onClick={() => void advance(by)}>
          {label} passes
        </button>
      ))}
      {failure && (
        <span class="refusal" role="alert">
          {failure}
        </span>
      )}
    </p>
  );
}
