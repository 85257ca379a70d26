import { Check } from "../../controls/field";
import { NameForm } from "../../controls/name_form";
import { Dialog } from "../../pieces/controls/dialog";
import { QuietButton } from "../../pieces/controls/quiet_button";
import { Icon } from "../../pieces/icon";
import { visible } from "../../pieces/visible";
import {
  addColumn,
  type BuiltIn,
  builtIn,
  isShown,
  isValueName,
  removeColumn,
  resetColumns,
  valueColumns,
  valuesMax,
} from "./columns";

/** What the rows of the list show. */
export function ColumnChooser({ onClose }: { onClose: () => void }) {
  return (
    <Dialog label="Columns" onClose={onClose}>
      <h2>Columns</h2>
      <fieldset class="setting">
        <legend>Of each capture</legend>
        {(Object.keys(builtIn) as BuiltIn[]).map((name) => (
          <Check
            key={name}
            label={builtIn[name]}
            checked={isShown(name)}
            onChecked={(isChecked) => (isChecked ? addColumn(name) : removeColumn(name))}
          />
        ))}
      </fieldset>
      <ValueColumns />
      <div class="choices">
        <button class="plain" onClick={resetColumns}>
          As at first
        </button>
        <button class="plain" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function ValueColumns() {
  const names = valueColumns();
  return (
    <fieldset class="setting column_values">
      <legend>Values of its own, in a line below</legend>
      <ul aria-label="Values shown">
        {names.map((name) => (
          <li key={name}>
            <code>{visible(name)}</code>
            <QuietButton label={`Remove ${visible(name)}`} onClick={() => removeColumn(name)}>
              <Icon name="close" />
            </QuietButton>
          </li>
        ))}
      </ul>
      {names.length < valuesMax ? <NewColumn /> : <p class="faint">There is no room for more.</p>}
    </fieldset>
  );
}

function NewColumn() {
  const add = (name: string) => {
    if (!isValueName(name)) return "Write form.NAME, header.NAME, query.NAME or json.PATH.";
    addColumn(name);
    return "";
  };
  return (
    <NameForm
      class="new_column"
      label="Another value, by its name in filters"
      placeholder="form.contact[email]"
      onName={add}
    >
      <button class="plain">Add</button>
    </NameForm>
  );
}
