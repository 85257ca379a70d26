import { Select, TextField } from "./field";
import {
  type Condition,
  type ConditionKind,
  conditionKinds,
  keyOf,
  pointerTo,
  wantsName,
} from "./match";
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
  json: "value",
  query: "value",
  size: ">1k",
  q: "lamp -draft method=post",
};

/** Those to choose from, and what the condition has besides. */
function kindsWith(kind: ConditionKind): readonly (readonly [ConditionKind, string])[] {
  const isKnown = conditionKinds.some(([known]) => known === kind);
  return isKnown ? conditionKinds : [...conditionKinds, [kind, `not: ${kind.slice(1)}`]];
}

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
            options={kindsWith(condition.kind)}
            value={condition.kind}
            onValue={(kind) => onRow({ ...condition, kind })}
          />
          {wantsName(condition.kind) && (
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
            placeholder={(placeholders as Record<string, string>)[condition.kind] ?? "value"}
            pointer={pointerTo(pointer, keyOf(condition))}
            value={condition.value}
            onValue={(value) => onRow({ ...condition, value })}
          />
        </>
      )}
    </RowEditor>
  );
}
