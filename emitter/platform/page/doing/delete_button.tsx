import { useState } from "preact/hooks";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { Icon } from "../../../../catcher/page/pieces/icon";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { DoNow } from "./do_now";
import type { Json } from "./draft";
import type { ActionForm } from "./forms/form";

interface DeleteButtonProps {
  form: ActionForm;
  action: Record<string, Json>;
  /** Which one it is: its name. */
  name: string;
  /** It begins, or couldn't be done. */
  onBusy?: (isBusy: boolean) => void;
  onDone?: () => void;
}

/** Deletes something for good, once somebody has said so twice. */
export function DeleteButton({
  form,
  action,
  name,
  onBusy = () => undefined,
  onDone,
}: DeleteButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const close = () => setAsking(false);
  const shown = clipped(name, 80);
  return (
    <>
      <button
        type="button"
        class="quiet"
        aria-label={`${form.label}: ${shown}`}
        title={form.label}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" />
      </button>
      {isAsking && (
        <Dialog label={form.label} onClose={close}>
          <h2>{form.label}?</h2>
          <p class="text">{shown}</p>
          <div class="choices">
            <button type="button" class="plain" onClick={close}>
              Keep it
            </button>
            <DoNow
              form={form}
              action={action}
              class="danger"
              onBusy={onBusy}
              onDone={() => {
                close();
                onDone?.();
              }}
            >
              Delete
            </DoNow>
          </div>
        </Dialog>
      )}
    </>
  );
}
