import { useEffect } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { CommandButton } from "../../../../catcher/page/commands/command_button";
import { Word } from "../../../../catcher/page/commands/word";
import { commands } from "../shell/commands";
import { recording, startRecording, stopRecording, watchRecording } from "./recording";

/** In the bar: starts recording what is done, and stops it. */
export function RecordButton() {
  useEffect(watchRecording, []);
  const isOn = recording.value !== null;
  useCommand(commands.record, () => void (isOn ? stopRecording() : startRecording()));
  return (
    <CommandButton
      command={commands.record}
      label={isOn ? "Stop recording" : "Record"}
      class={isOn ? "quiet record on" : "quiet record"}
      pressed={isOn}
    >
      <span class="record_dot" aria-hidden="true" />
      <Word text={isOn ? "Stop" : "Record"} />
    </CommandButton>
  );
}
