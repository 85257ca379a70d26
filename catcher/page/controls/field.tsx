import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useErrorAt } from "./place_error";

interface FieldProps {
  label: string;
  /** Its place in what is sent, a JSON pointer: where the catcher's error of it belongs. */
  pointer?: string;
  class?: string;
  /** What else there is to say of it. */
  note?: string;
}

/** A label, what is below it, and what is wrong with that. */
function Labelled(props: FieldProps & { id: string; error: string; children: ComponentChildren }) {
  const { label, id, error, class: name = "", note, children } = props;
  return (
    <div class={`field ${name}`}>
      <label for={id}>{label}</label>
      {children}
      {note && (
        <p class="faint" id={`${id}-note`}>
          {note}
        </p>
      )}
      {error && (
        <p class="refusal" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function useField({ pointer = "\n", note = "" }: FieldProps) {
  const id = useId();
  const error = useErrorAt(pointer);
  const described = [note && `${id}-note`, error && `${id}-error`].filter(Boolean).join(" ");
  const attributes = {
    id,
    "aria-invalid": error !== "",
    ...(described && { "aria-describedby": described }),
  };
  return { id, error, attributes };
}

interface TextFieldProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  inputMode?: "numeric" | "url" | "text";
  /** It isn't shown, and no browser offers to keep it. */
  isSecret?: boolean;
  /** What may be meant: the browser offers those that go on as the text begins. */
  suggestions?: readonly string[];
}

export function TextField(props: TextFieldProps) {
  const { value, onValue, placeholder, inputMode, isSecret = false, suggestions } = props;
  const { id, error, attributes } = useField(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <input
        {...attributes}
        {...(isSecret
          ? { type: "password" as const }
          : { type: "text" as const, list: suggestions && `${id}-list` })}
        value={value}
        placeholder={placeholder}
        inputMode={inputMode}
        autocomplete={isSecret ? "new-password" : "off"}
        spellcheck={false}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      {suggestions && (
        <datalist id={`${id}-list`}>
          {suggestions.map((text) => (
            <option key={text} value={text} />
          ))}
        </datalist>
      )}
    </Labelled>
  );
}

interface TextAreaProps extends FieldProps {
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  rows?: number;
}

export function TextArea(props: TextAreaProps) {
  const { value, onValue, placeholder, rows = 4 } = props;
  const { id, error, attributes } = useField(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <textarea
        {...attributes}
        rows={rows}
        value={value}
        placeholder={placeholder}
        spellcheck={false}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
    </Labelled>
  );
}

interface SelectProps<Value extends string> extends FieldProps {
  value: Value;
  onValue: (value: Value) => void;
  options: readonly (readonly [value: Value, label: string])[];
}

export function Select<Value extends string>(props: SelectProps<Value>) {
  const { value, onValue, options } = props;
  const { id, error, attributes } = useField(props);
  return (
    <Labelled {...props} id={id} error={error}>
      <select
        {...attributes}
        value={value}
        onChange={(event) => onValue(event.currentTarget.value as Value)}
      >
        {options.map(([option, label]) => (
          <option key={option} value={option}>
            {label}
          </option>
        ))}
      </select>
    </Labelled>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
  disabled?: boolean;
}

export function Check({ label, checked, onChecked, disabled = false }: CheckProps) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChecked(event.currentTarget.checked)}
      />
      {label}
    </label>
  );
}
