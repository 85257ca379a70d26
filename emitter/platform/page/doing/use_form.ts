import { useState } from "preact/hooks";
import type { PlaceError } from "../../../../catcher/page/controls/place_error";
import { placeErrorOf } from "../api/api";
import { type Doing, perform } from "./doing";
import { actionOf, merged, missing, type Values } from "./draft";
import { presetOf } from "./fields/choices";

/** What somebody fills in, and what is said of it. Once it is done, `onDone` is called. */
export function useForm({ form, fixed, given, isChange }: Doing, onDone: () => void) {
  const fields = form.fields.filter(({ at }) => !(at.split("/")[1]! in fixed) || at in given);
  const [begun] = useState<Values>(() =>
    Object.fromEntries(fields.map((field) => [field.at, given[field.at] ?? presetOf(field)])),
  );
  const [values, setValues] = useState(begun);
  const [as, setAs] = useState<string>(form.as ?? "admin");
  const [error, setError] = useState<PlaceError | null>(null);
  const [isBusy, setBusy] = useState(false);
  const setValue = (at: string, value: string) => {
    setValues((known) => ({ ...known, [at]: value }));
    setError(null);
  };
  const send = async () => {
    const said = isChange ? fields.filter(({ at }) => values[at] !== begun[at]) : fields;
    setBusy(true);
    try {
      await perform(form, merged(fixed, actionOf(said, values, isChange)), as);
      onDone();
    } catch (refusal) {
      setError(placeErrorOf(refusal));
      setBusy(false);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const [empty] = missing(fields, values);
    if (empty) setError({ pointer: empty.at, sentence: "This has to be filled in." });
    else void send();
  };
  return { fields, values, setValue, as, setAs, error, isBusy, submit };
}
