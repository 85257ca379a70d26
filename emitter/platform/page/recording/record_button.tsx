import { useEffect } from "preact/hooks";
import { Word } from "../../../../catcher/page/commands/word";
import { recording, startRecording, stopRecording, watchRecording } from "./recording";

/** In the bar: starts recording what is done, and stops it. */
export function RecordButton() {
  useEffect(watchRecording, []);
  const isOn = recording.value !== null;
  const label = isOn ? "Stop recording" : "Record";
  return (
    <button
      type="button"
      class={isOn ? "quiet record on" : "quiet record"}
      aria-pressed={isOn}
      aria-label={label}
      title={`${label}: what is done becomes a scenario`}
      onClick={() => void (isOn ? stopRecording() : startRecording())}
    >
      <span class="record_dot" aria-hidden="true" />
      <Word text={isOn ? "Stop" : "Record"} />
    </button>
  );
}
