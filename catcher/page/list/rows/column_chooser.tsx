import { useState } from "preact/hooks";
import { Check, TextField } from "../../controls/field";
import { PlaceErrors } from "../../controls/place_error";
import { Dialog } from "../../pieces/controls/dialog";
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
            <button
              class="quiet"
              aria-label={`Remove ${visible(name)}`}
              title="Remove"
              onClick={() => removeColumn(name)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ul>
      {names.length < valuesMax ? <NewColumn /> : <p class="faint">There is no room for more.</p>}
    </fieldset>
  );
}

function NewColumn() {
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const add = (event: Event) => {
    event.preventDefault();
    const wanted = name.trim();
    if (!isValueName(wanted)) {
      setError("Write form.NAME, header.NAME, query.NAME or json.PATH.");
      return;
    }
    addColumn(wanted);
    setName("");
  };
  return (
    <PlaceErrors.Provider value={error ? { pointer: "/name", sentence: error } : null}>
      <form class="new_column" onSubmit={add}>
        <TextField
          label="Another value, by its name in filters"
          pointer="/name"
          placeholder="form.contact[email]"
          value={name}
          onValue={(typed) => {
            setName(typed);
            setError("");
          }}
        />
        <button class="plain" type="submit">
          Add
        </button>
      </form>
    </PlaceErrors.Provider>
  );
}
