import type { ComponentChildren } from "preact";
import { type Doing, open } from "./doing";
import type { ActionForm } from "./forms/form";

interface DoButtonProps extends Partial<Omit<Doing, "form">> {
  form: ActionForm;
  class?: string;
  children?: ComponentChildren;
}

/** Opens the form of an action. */
export function DoButton({ form, class: name = "plain", children, ...given }: DoButtonProps) {
  return (
    <button type="button" class={name} onClick={() => open(form, given)}>
      {children ?? form.label}
    </button>
  );
}
