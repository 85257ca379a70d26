interface CompareStripProps {
  /** The capture that waits for another one. */
  id: number;
  onCancel: () => void;
}

export function CompareStrip({ id, onCancel }: CompareStripProps) {
  return (
    <div class="compare_strip" role="status">
      <span>
        #{id} is to be compared: choose another capture, and press <kbd>c</kbd> again.
      </span>
      <button class="plain" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
