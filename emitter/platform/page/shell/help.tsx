import { KeySheet } from "../../../../catcher/page/commands/key_sheet";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { allCommands } from "./commands";

export function Help({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Help" onClose={onClose}>
      <div class="help">
        <KeySheet commands={allCommands} />
      </div>
      <button class="plain" onClick={onClose}>
        Close
      </button>
    </Dialog>
  );
}
