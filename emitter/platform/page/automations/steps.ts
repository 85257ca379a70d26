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
  | "webhook"
  | "json";

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
  ["json", "Another one, as JSON"],
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
  json: '{"update": {"fields": {"1": "Blue"}}}',
};

export function isOfList(kind: StepKind): boolean {
  return kind === "subscribe" || kind === "unsubscribe";
}

/** What is no JSON goes as it was typed: the platform says what is wrong with it. */
export function stepOf({ kind, value }: StepDraft): Json {
  if (kind === "json") return parsed(value);
  if (isOfList(kind)) return { [kind]: Number(value) };
  if (kind === "first_name" || kind === "last_name" || kind === "phone") {
    return { update: { [kind]: value } };
  }
  return { [kind]: value.trim() };
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** The same step as its form has it. */
export function draftOf(step: Record<string, unknown>): StepDraft {
  const [name, value] = onlyPair(step) ?? [];
  const known = stepKinds.find(([kind]) => kind === name)?.[0];
  if (known && typeof value !== "object") return { kind: known, value: String(value) };
  return { kind: "json", value: JSON.stringify(step) };
}

/** Also of what is updated, where it is one thing. */
function onlyPair(step: Record<string, unknown>): [name: string, value: unknown] | null {
  const [pair, other] = Object.entries(step);
  if (!pair || other) return null;
  const [name, value] = pair;
  if (name !== "update" || typeof value !== "object" || value === null) return pair;
  return onlyPair(value as Record<string, unknown>);
}

/** "Wait 1d", "Add a tag: vip" */
export function stepText(step: Record<string, unknown>, listName: (id: number) => string): string {
  const { kind, value } = draftOf(step);
  if (kind === "json") return value;
  const label = stepKinds.find(([known]) => known === kind)![1];
  if (kind === "wait") return `${label} ${value}`;
  return `${label}: ${isOfList(kind) ? listName(Number(value)) : value}`;
}
