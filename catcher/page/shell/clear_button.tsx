import { useState } from "preact/hooks";
import { deleteCaptures } from "../api/api";
import type { Feed } from "../feed/feed";
import { useCommand } from "../commands/command";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { Word } from "../commands/word";
import { Dialog } from "../pieces/dialog";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";

/** Deletes everything, once that was confirmed. The list learns of it from the stream. */
export function ClearButton({ feed }: { feed: Feed }) {
  const { total } = feed.totals.counts.value;
  const [asking, setAsking] = useState(false);
  const [failure, setFailure] = useState("");
  const close = () => {
    setAsking(false);
    setFailure("");
  };
  const clear = async () => {
    try {
      await deleteCaptures();
      close();
    } catch (error) {
      setFailure(String(error instanceof Error ? error.message : error));
    }
  };
  useCommand(commands.clear, total > 0 ? () => setAsking(true) : null);
  const label = "Delete all captures";
  return (
    <>
      <CommandButton command={commands.clear} label={label}>
        <Icon name="trash" />
        <Word text="Delete" />
      </CommandButton>
      {asking && (
        <Dialog label={label} onClose={close}>
          <h2>Delete {countText(total, "capture")}?</h2>
          <p>They can't be had back.</p>
          {failure && <p class="refusal">{failure}</p>}
          <div class="choices">
            <button class="plain" onClick={close}>
              Keep them
            </button>
            <button class="danger" onClick={() => void clear()}>
              Delete all
            </button>
          </div>
        </Dialog>
      )}
    </>
  );
}
