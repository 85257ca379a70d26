import { CopyButton } from "../../../../catcher/page/pieces/controls/copy_button";
import type { EventEntry } from "../api/platform";
import { commands } from "../shell/commands";

/** What does the same again in a scenario. */
export function CopyStep({ step }: { step: NonNullable<EventEntry["step"]> }) {
  return (
    <CopyButton
      text={JSON.stringify(step, null, 2)}
      label="Copy as a scenario step"
      class="plain"
      command={commands.copyStep}
    >
      Step
    </CopyButton>
  );
}
