import type { Source } from "../../api/platform";

/** What is asked for in a field, and by which control. */
export type FieldKind =
  | "text"
  | "long"
  | "number"
  | "money"
  | "time"
  | "texts"
  | "contact"
  | "list"
  | "lists"
  | "tag"
  | "campaign"
  | "deal"
  | "task"
  | "pipeline"
  | "stage"
  | "tasktype"
  | "automation"
  | "user"
  | "choice";

export interface FormField {
  /** Its place in the action, a JSON pointer. */
  at: string;
  label: string;
  kind?: FieldKind;
  /** Of a choice: what may be chosen, each with its label. */
  options?: readonly (readonly [value: string, label: string])[];
  /** What it begins with. */
  value?: string;
  /** It can't be left out: where it is chosen of what the account has, the first is preset. */
  isNeeded?: boolean;
  note?: string;
}

/** An action as somebody fills it in. */
export interface ActionForm {
  /** As `POST /hookline/actions` knows it. */
  action: string;
  /** On the button that opens it, and above it. */
  label: string;
  /** The kind of event that follows. */
  event?: string;
  /** Who usually does it; without it, an admin. */
  as?: Source;
  fields: readonly FormField[];
}

/** Of whom most actions are. */
export const contactField: FormField = {
  at: "/contact",
  label: "Contact",
  kind: "contact",
  isNeeded: true,
};
