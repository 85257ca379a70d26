import type { Json } from "../doing/draft";

/** What an automation does in a step, as its form has it. */
export type StepKind =
  | "wait"
  | "tag"
  | "untag"
  | "subscribe"
  | "unsubscribe"
  | "first_name"
  | "last_name"
  | "phone"
  | "note"
  | "webhook";

export interface StepDraft {
  kind: StepKind;
  /** How long, which list by its id, or whatever text it takes. */
  value: string;
}

export const stepKinds: readonly (readonly [kind: StepKind, label: string])[] = [
  ["wait", "Wait"],
  ["tag", "Add a tag"],
  ["untag", "Remove a tag"],
  ["subscribe", "Subscribe to a list"],
  ["unsubscribe", "Unsubscribe from a list"],
  ["first_name", "Change the first name"],
  ["last_name", "Change the last name"],
  ["phone", "Change the phone"],
  ["note", "Add a note"],
  ["webhook", "Post to a URL"],
];

/** What is typed into an empty one, for example. */
export const stepExamples: Record<StepKind, string> = {
  wait: "1d",
  tag: "vip",
  untag: "vip",
  subscribe: "",
  unsubscribe: "",
  first_name: "Jane",
  last_name: "Doe",
  phone: "+1 555 0100",
  note: "Called back",
  webhook: "http://127.0.0.1:9000/hook",
};

export function isOfList(kind: StepKind): boolean {
  return kind === "subscribe" || kind === "unsubscribe";
}

export function stepOf({ kind, value }: StepDraft): Record<string, Json> {
  if (isOfList(kind)) return { [kind]: Number(value) };
  if (kind === "first_name" || kind === "last_name" || kind === "phone") {
    return { update: { [kind]: value } };
  }
  return { [kind]: value.trim() };
}

/** "Wait 1d", "Add a tag: vip" */
export function stepText(step: Record<string, unknown>, listName: (id: number) => string): string {
  const [name = "", value] = Object.entries(step)[0] ?? [];
  const label = stepKinds.find(([kind]) => kind === name)?.[1] ?? "Update";
  if (name === "wait") return `${label} ${String(value)}`;
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return `${label}: ${isOfList(name as StepKind) ? listName(Number(value)) : text}`;
}
