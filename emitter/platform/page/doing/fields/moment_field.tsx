import { useId } from "preact/hooks";
import { useErrorAt } from "../../../../../catcher/page/controls/place_error";

interface MomentFieldProps {
  label: string;
  pointer: string;
  value: string;
  onValue: (value: string) => void;
}

/** A day and a time, in this browser's zone. */
export function MomentField({ label, pointer, value, onValue }: MomentFieldProps) {
  const id = useId();
  const error = useErrorAt(pointer);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="datetime-local"
        value={value}
        aria-invalid={error !== ""}
        aria-describedby={error ? `${id}-error` : undefined}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {error && (
        <p class="refusal" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}
