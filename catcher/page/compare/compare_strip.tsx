import { isTouch } from "../settings/screen";

interface CompareStripProps {
  /** The capture that waits for another one. */
  id: number;
  onCancel: () => void;
}

export function CompareStrip({ id, onCancel }: CompareStripProps) {
  return (
    <div class="compare_strip" role="status">
      <span>
        #{id} is to be compared: choose another capture, and{" "}
        {isTouch.value ? (
          "“Compare” again."
        ) : (
          <>
            press <kbd>c</kbd> again.
          </>
        )}
      </span>
      <button class="plain" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
