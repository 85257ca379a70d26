import { Select, TextField } from "./field";
import { type Condition, conditionKinds, keyOf, pointerTo } from "./match";
import { RowEditor } from "./row_editor";

interface MatchEditorProps {
  conditions: Condition[];
  onConditions: (conditions: Condition[]) => void;
  pointer: string;
}

const placeholders = {
  path: "/hooks/*",
  method: "POST",
  channel: "shop",
  form: "value",
  header: "value",
  text: "anywhere in target, headers or body",
  exact: "anywhere, in these upper and lower case letters",
};

/** Which requests something is for: those that meet all conditions. */
export function MatchEditor({ conditions, onConditions, pointer }: MatchEditorProps) {
  return (
    <RowEditor
      label={conditions.length === 0 ? "For every request" : "For requests with"}
      noun="condition"
      rows={conditions}
      onRows={onConditions}
      fresh={{ kind: "path", name: "", value: "" } as Condition}
    >
      {(condition, onRow, index) => (
        <>
          <Select
            label={`Kind of condition ${index + 1}`}
            class="bare kind"
            options={conditionKinds}
            value={condition.kind}
            onValue={(kind) => onRow({ ...condition, kind })}
          />
          {(condition.kind === "form" || condition.kind === "header") && (
            <TextField
              label={`Name of condition ${index + 1}`}
              class="bare name"
              placeholder="Name"
              value={condition.name}
              onValue={(name) => onRow({ ...condition, name })}
            />
          )}
          <TextField
            label={`Value of condition ${index + 1}`}
            class="bare"
            placeholder={placeholders[condition.kind]}
            pointer={pointerTo(pointer, keyOf(condition))}
            value={condition.value}
            onValue={(value) => onRow({ ...condition, value })}
          />
        </>
      )}
    </RowEditor>
  );
}
