import type { Match } from "../api/rules";

/** One condition of a match, as it is edited. */
export interface Condition {
  kind: ConditionKind;
  /** Of the form field or header. */
  name: string;
  value: string;
}

export const conditionKinds = [
  ["path", "path"],
  ["method", "method"],
  ["channel", "channel"],
  ["form", "form field"],
  ["header", "header"],
  ["text", "text anywhere"],
  ["exact", "text in this case"],
] as const;
export type ConditionKind = (typeof conditionKinds)[number][0];

export function conditionsOf(match: Match = {}): Condition[] {
  return Object.entries(match).map(([key, value]) => {
    const [, kind, name = ""] = /^(form|header)\.(.*)$/s.exec(key) ?? [undefined, key];
    return { kind: kind as ConditionKind, name, value: value ?? "" };
  });
}

export function keyOf({ kind, name }: Condition): string {
  return kind === "form" || kind === "header" ? `${kind}.${name}` : kind;
}

export function matchOf(conditions: Condition[]): Match {
  return Object.fromEntries(conditions.map((condition) => [keyOf(condition), condition.value]));
}

/** The place of a condition that stands twice, which no match can say; negative where none does. */
export function repeatedIn(conditions: Condition[]): number {
  const keys = conditions.map(keyOf);
  return keys.findIndex((key, index) => keys.indexOf(key) !== index);
}

/** "POST /hooks/* form.type=sale"; "every request" where nothing is asked. */
export function matchText(conditions: Condition[]): string {
  const valueOf = (kind: ConditionKind) => conditions.find((one) => one.kind === kind)?.value;
  const first = [valueOf("method"), valueOf("path")].filter(Boolean);
  const rest = conditions
    .filter(({ kind }) => kind !== "method" && kind !== "path")
    .map((condition) => `${keyOf(condition)}=${condition.value}`);
  return [...first, ...rest].join(" ") || "every request";
}

/** As it stands in a JSON pointer. */
export function pointerTo(place: string, key: string): string {
  return `${place}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
