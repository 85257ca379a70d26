import type { Pairs } from "../api/capture";
import { TextField } from "./field";
import { RowEditor } from "./row_editor";

interface HeaderEditorProps {
  headers: Pairs;
  onHeaders: (headers: Pairs) => void;
  pointer?: string;
}

/** Headers in their order, with their repeats. */
export function HeaderEditor({ headers, onHeaders, pointer = "\n" }: HeaderEditorProps) {
  return (
    <RowEditor
      label="Headers"
      noun="header"
      rows={headers}
      onRows={onHeaders}
      fresh={["", ""] as [string, string]}
    >
      {([name, value], onRow, index) => (
        <>
          <TextField
            label={`Name of header ${index + 1}`}
            class="bare name"
            placeholder="Name"
            value={name}
            onValue={(next) => onRow([next, value])}
          />
          <TextField
            label={`Value of header ${index + 1}`}
            class="bare"
            placeholder="value"
            pointer={`${pointer}/${index}`}
            value={value}
            onValue={(next) => onRow([name, next])}
          />
        </>
      )}
    </RowEditor>
  );
}
