import { PlaceErrors } from "../../../../catcher/page/controls/place_error";
import { Dialog } from "../../../../catcher/page/pieces/controls/dialog";
import { visible } from "../../../../catcher/page/pieces/visible";
import { type Doing, doing } from "./doing";
import { ActionField } from "./fields/action_field";
import { SourceMenu } from "./fields/source_menu";
import { Refusal } from "./refusal";
import { useForm } from "./use_form";

/** The form that is open, in front of the page. */
export function ActionDialog() {
  const open = doing.value;
  if (open === null) return null;
  const close = () => {
    doing.value = null;
  };
  return (
    <Dialog label={open.form.label} onClose={close}>
      <Form doing={open} onClose={close} />
    </Dialog>
  );
}

function Form({ doing: open, onClose }: { doing: Doing; onClose: () => void }) {
  const { fields, values, setValue, as, setAs, error, isBusy, submit } = useForm(open, onClose);
  const { form, about } = open;
  return (
    <PlaceErrors.Provider value={error}>
      <form class="action_form" onSubmit={submit} noValidate>
        <h2>{form.label}</h2>
        {about && <p class="faint text">{visible(about)}</p>}
        {fields.map((field) => (
          <ActionField
            key={field.at}
            field={field}
            value={values[field.at] ?? ""}
            onValue={(value) => setValue(field.at, value)}
          />
        ))}
        <Refusal error={error} places={fields.map(({ at }) => at)} />
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
