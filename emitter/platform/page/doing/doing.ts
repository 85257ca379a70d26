import { signal } from "@preact/signals";
import { sendJson } from "../api/api";
import type { Done } from "../api/platform";
import type { Json, Values } from "./draft";
import type { ActionForm } from "./forms/form";

/** A form that is open. */
export interface Doing {
  form: ActionForm;
  /** Whom or what it is about, as its title says it. */
  about?: string;
  /** What of the action isn't asked for. */
  fixed: Record<string, Json>;
  /** What its fields begin with. */
  given: Values;
  /** Only what is another than what its field began with is said. */
  isChange?: boolean;
}

/** The form that somebody fills in just now. */
export const doing = signal<Doing | null>(null);

export interface LastDone {
  words: string;
  /** What came of it. */
  done: Done;
}

/** What was done last on this page. */
export const lastDone = signal<LastDone | null>(null);

export function open(form: ActionForm, given: Partial<Omit<Doing, "form">> = {}): void {
  doing.value = { fixed: {}, given: {}, ...given, form };
}

/** Does it at once. Throws ApiError. */
export async function perform(
  form: ActionForm,
  action: Record<string, Json>,
  as: string = form.as ?? "admin",
): Promise<Done> {
  const done = await sendJson<Done>("POST", "/hookline/actions", {
    action: form.action,
    as,
    ...action,
  });
  lastDone.value = { words: form.label, done };
  return done;
}
