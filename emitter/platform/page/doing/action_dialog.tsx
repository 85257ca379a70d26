import { useState } from "preact/hooks";
import { PlaceErrors, type PlaceError } from "../../../../catcher/page/controls/place_error";
import { Dialog } from "../../../../catcher/page/pieces/dialog";
import { visible } from "../../../../catcher/page/pieces/visible";
import { placeErrorOf } from "../api/api";
import { ActionField } from "./fields/action_field";
import { presetOf } from "./fields/choices";
import { type Doing, doing, perform } from "./doing";
import { actionOf, merged, missing, type Values } from "./draft";
import { SourceMenu } from "./fields/source_menu";

/** The form that is open, in front of the page. */
export function ActionDialog() {
  const open = doing.value;
  if (open === null) return null;
  const { label } = open.form;
  const close = () => {
    doing.value = null;
  };
  return (
    <Dialog label={label} onClose={close}>
      <Form doing={open} onClose={close} />
    </Dialog>
  );
}

function Form({ doing: { form, about, fixed, given, isChange }, onClose }: FormProps) {
  const asked = form.fields.filter(({ at }) => !(at.split("/")[1]! in fixed) || at in given);
  const [begun] = useState<Values>(() =>
    Object.fromEntries(asked.map((field) => [field.at, given[field.at] ?? presetOf(field)])),
  );
  const [values, setValues] = useState(begun);
  const [as, setAs] = useState<string>(form.as ?? "admin");
  const [error, setError] = useState<PlaceError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    const [first] = missing(asked, values);
    if (first) {
      setError({ pointer: first.at, sentence: "This has to be filled in." });
      return;
    }
    const said = isChange ? asked.filter(({ at }) => values[at] !== begun[at]) : asked;
    setBusy(true);
    try {
      await perform(form, merged(fixed, actionOf(said, values)), as);
      onClose();
    } catch (refusal) {
      setError(placeErrorOf(refusal));
      setBusy(false);
    }
  };
  return (
    <PlaceErrors.Provider value={error}>
      <form class="action_form" onSubmit={(event) => void submit(event)} noValidate>
        <h2>{form.label}</h2>
        {about && <p class="faint text">{visible(about)}</p>}
        {asked.map((field) => (
          <ActionField
            key={field.at}
            field={field}
            value={values[field.at] ?? ""}
            onValue={(value) => {
              setValues((known) => ({ ...known, [field.at]: value }));
              setError(null);
            }}
          />
        ))}
        <Refusal error={error} places={asked.map(({ at }) => at)} />
        <div class="choices">
          <SourceMenu value={as} onValue={setAs} />
          <button type="button" class="plain" onClick={onClose}>
            Cancel
          </button>
          <button class="main" disabled={isBusy}>
            {form.label}
          </button>
        </div>
      </form>
    </PlaceErrors.Provider>
  );
}

interface FormProps {
  doing: Doing;
  onClose: () => void;
}

/** What is wrong with no field in particular. */
export function Refusal({ error, places }: { error: PlaceError | null; places: string[] }) {
  const isElsewhere =
    error !== null &&
    !places.some((at) => error.pointer === at || error.pointer.startsWith(`${at}/`));
  return (
    <p class="refusal" role="alert">
      {isElsewhere && error.sentence}
    </p>
  );
}
