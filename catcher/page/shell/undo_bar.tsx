import { useEffect, useState } from "preact/hooks";
import { sentenceOf } from "../api/api";
import { useCommand } from "../commands/command";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { type Deletion, lastDeletion, undoLast } from "../feed/deletion";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";

/** Says what was deleted, as long as it can be had back. */
export function UndoBar() {
  const deletion = lastDeletion.value;
  return (
    <div class="undo_place" role="status">
      {deletion && <Offer key={deletion.undo} deletion={deletion} />}
    </div>
  );
}

function Offer({ deletion }: { deletion: Deletion }) {
  const [failure, setFailure] = useState("");
  const leave = () => {
    lastDeletion.value = null;
  };
  useEffect(() => {
    const timer = setTimeout(leave, Math.max(0, deletion.until - Date.now()));
    return () => clearTimeout(timer);
  }, [deletion]);
  useCommand(commands.undo, () => {
    undoLast().catch((error: unknown) => setFailure(sentenceOf(error)));
  });
  return (
    <div class="undo_bar">
      <span>{failure || deletedText(deletion)}</span>
      <CommandButton command={commands.undo} label="Undo" class="plain" isWritten>
        Undo
      </CommandButton>
      <button class="quiet" aria-label="Leave it deleted" onClick={leave}>
        <Icon name="close" />
      </button>
    </div>
  );
}

function deletedText({ count, pinned }: Deletion): string {
  const kept = pinned > 0 ? " Pinned ones were kept." : "";
  return `Deleted ${countText(count, "capture")}.${kept}`;
}
