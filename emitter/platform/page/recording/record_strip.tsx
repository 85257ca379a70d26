import { downloadBlob } from "../../../../catcher/page/body/blob_url";
import { CopyButton } from "../../../../catcher/page/pieces/controls/copy_button";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { Elapsed } from "../../../../catcher/page/pieces/now";
import { countText } from "../../../../catcher/page/pieces/size";
import {
  putAway,
  recorded,
  recording,
  recordingFailure,
  scenarioSoFar,
  stopRecording,
} from "./recording";
import { RecordedSteps } from "./recorded_steps";

const fileName = "recorded.scenario.json";

/** Below the bar while something is recorded, and once it was, until it is put away. */
export function RecordStrip() {
  const now = recording.value;
  const text = recorded.value;
  const failure = recordingFailure.value;
  if (now === null && text === null && !failure) return null;
  return (
    <section class="record_strip" aria-label="Recording">
      {now && (
        <>
          <span role="status">
            Recording: {countText(now.steps, "step")}, <Elapsed since={now.since} />
            {now.left_out > 0 && (
              <>
                {" "}
                · it is full: {countText(now.left_out, "step")} after that{" "}
                {now.left_out === 1 ? "is" : "are"} not in it
              </>
            )}
          </span>
          <button type="button" class="plain" onClick={() => void stopRecording()}>
            Stop
          </button>
        </>
      )}
      {!now && text !== null && (
        <span role="status">
          Recorded. Play it with <code>emitter replay {fileName}</code>
        </span>
      )}
      {(now || text !== null) && <Outlets text={now ? null : text} />}
      {failure && (
        <span class="refusal" role="alert">
          {failure}
        </span>
      )}
      {!now && (
        <button type="button" class="quiet" aria-label="Put the recording away" onClick={putAway}>
          <Icon name="close" />
        </button>
      )}
      {now && <RecordedSteps count={now.steps} />}
      {!now && text !== null && (
        <details>
          <summary>The scenario</summary>
          <pre class="code" tabIndex={0}>
            {text}
          </pre>
        </details>
      )}
    </section>
  );
}

/** `text`: the scenario; null while there may be more of it. */
function Outlets({ text }: { text: string | null }) {
  const get = () => (text === null ? scenarioSoFar() : Promise.resolve(text));
  return (
    <>
      <CopyButton text={get} label="Copy the scenario" class="plain">
        Copy
      </CopyButton>
      <button type="button" class="plain" onClick={() => void get().then(save)}>
        <Icon name="download" />
        Download
      </button>
    </>
  );
}

function save(text: string): void {
  downloadBlob(new Blob([text]), fileName);
}
