import type { Overview } from "../../account/things";
import { account } from "../../account/account";
import type { FieldKind, FormField } from "../forms/form";

type Choices = readonly (readonly [value: string, label: string])[];

const chosenOf: Partial<Record<FieldKind, (overview: Overview) => Choices>> = {
  list: ({ lists }) => lists.map(({ id, name }) => [String(id), name]),
  campaign: ({ campaigns }) => campaigns.map(({ id, name }) => [String(id), name]),
  automation: ({ automations }) => automations.map(({ id, name }) => [String(id), name]),
  deal: ({ deals }) => deals.map(({ id, title }) => [String(id), title]),
  task: ({ tasks }) => tasks.map(({ id, title }) => [String(id), title || `Task ${id}`]),
  tasktype: ({ task_types }) => task_types.map(({ id, title }) => [String(id), title]),
  pipeline: ({ pipelines }) => pipelines.map(({ id, title }) => [String(id), title]),
  user: ({ users }) =>
    users.map(({ id, first_name, last_name }) => [
      String(id),
      `${first_name} ${last_name}`.trim() || `User ${id}`,
    ]),
  stage: ({ pipelines }) =>
    pipelines.flatMap((pipeline) =>
      pipeline.stages.map(({ id, title }) => [String(id), `${pipeline.title}: ${title}`] as const),
    ),
};

/** What may be chosen there; null where it is typed. */
export function choicesOf({ kind = "text", options, isNeeded }: FormField): Choices | null {
  const overview = account.value;
  const known = kind === "choice" ? options : overview && chosenOf[kind]?.(overview);
  if (!known) return null;
  return isNeeded && known.length > 0
    ? known
    : [["", known.length > 0 ? "—" : "None yet"], ...known];
}

const addedBy: Partial<Record<FieldKind, string>> = {
  list: "Add a list",
  campaign: "Add a campaign",
  automation: "Add an automation",
  deal: "Add a deal",
  task: "Add a task",
  tasktype: "Add a task type",
  pipeline: "Add a pipeline",
  stage: "Add a stage",
};

/** What has to be done first, where something has to be chosen and the account has none of it. */
export function lackOf(field: FormField): string | undefined {
  const first = addedBy[field.kind ?? "text"];
  const isLacking = field.isNeeded && choicesOf(field)?.every(([value]) => value === "");
  return isLacking && first ? `There is none yet: “${first}” comes first.` : undefined;
}

/** What a field begins with: of what has to be chosen, the first. */
export function presetOf(field: FormField): string {
  if (field.value !== undefined) return field.value;
  return field.isNeeded ? (choicesOf(field)?.[0]?.[0] ?? "") : "";
}
