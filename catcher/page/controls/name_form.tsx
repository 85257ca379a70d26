import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { TextField } from "./field";
import { PlaceErrors } from "./place_error";

interface NameFormProps {
  class: string;
  label: string;
  /** Of the field. */
  fieldClass?: string;
  placeholder: string;
  /** Takes the name, without blanks at its ends, or says in a sentence why not; "" where it did. */
  onName: (name: string) => string;
  /** The button. */
  children: ComponentChildren;
}

/** A field in which something new is named. It is empty again once the name was taken. */
export function NameForm(props: NameFormProps) {
  const { label, fieldClass = "", placeholder, onName, children } = props;
  const [name, setName] = useState("");
  const [sentence, setSentence] = useState("");
  const take = (event: Event) => {
    event.preventDefault();
    const refusal = onName(name.trim());
    setSentence(refusal);
    if (!refusal) setName("");
  };
  return (
    <PlaceErrors.Provider value={sentence ? { pointer: "/name", sentence } : null}>
      <form class={props.class} onSubmit={take}>
        <TextField
          label={label}
          class={fieldClass}
          pointer="/name"
          placeholder={placeholder}
          value={name}
          onValue={(typed) => {
            setName(typed);
            setSentence("");
          }}
        />
        {children}
      </form>
    </PlaceErrors.Provider>
  );
}
