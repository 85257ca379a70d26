import { useState } from "preact/hooks";
import { deleteCaptures } from "../api/api";
import { Dialog } from "../pieces/dialog";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";

/** Deletes everything, once that was confirmed. The list learns of it from the stream. */
export function ClearButton({ total }: { total: number }) {
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
  const label = "Delete all captures";
  return (
    <>
      <button
        class="quiet"
        aria-label={label}
        title={label}
        disabled={total === 0}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" />
      </button>
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
