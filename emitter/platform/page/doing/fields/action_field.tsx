import { Check, Select, TextArea, TextField } from "../../../../../catcher/page/controls/field";
import { account } from "../../account/account";
import { choicesOf, lackOf } from "./choices";
import { ContactField } from "./contact_field";
import type { FormField } from "../forms/form";
import { MomentField } from "./moment_field";

interface ActionFieldProps {
  field: FormField;
  value: string;
  onValue: (value: string) => void;
}

/** The control of a field. */
export function ActionField(props: ActionFieldProps) {
  const { field, value, onValue } = props;
  const { at: pointer, label, kind = "text", note = lackOf(field) } = field;
  const common = { label, pointer, value, onValue, ...(note !== undefined && { note }) };
  if (kind === "contact") return <ContactField {...common} />;
  if (kind === "long") return <TextArea {...common} rows={3} />;
  if (kind === "time") return <MomentField {...common} />;
  if (kind === "lists") return <Lists label={label} value={value} onValue={onValue} />;
  if (kind === "tag") {
    return <TextField {...common} suggestions={account.value?.tags.map((tag) => tag.name) ?? []} />;
  }
  const choices = choicesOf(field);
  if (choices) return <Select {...common} options={choices} />;
  return <TextField {...common} {...(kind === "number" && { inputMode: "numeric" as const })} />;
}

/** Any number of the lists. `value`: their ids, with commas between. */
function Lists({
  label,
  value,
  onValue,
}: Pick<FormField, "label"> & Omit<ActionFieldProps, "field">) {
  const chosen = value.split(",").filter(Boolean);
  const lists = account.value?.lists ?? [];
  if (lists.length === 0) return null;
  return (
    <fieldset class="field choices_of_lists">
      <legend>{label}</legend>
      {lists.map(({ id, name }) => (
        <Check
          key={id}
          label={name}
          checked={chosen.includes(String(id))}
          onChecked={(isChosen) => {
            const others = chosen.filter((one) => one !== String(id));
            onValue((isChosen ? [...others, String(id)] : others).join());
          }}
        />
      ))}
    </fieldset>
  );
}
