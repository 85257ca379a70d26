import type { Match } from "../api/rules";
import { PlaceProblem } from "./saved_list";

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
  ["json", "JSON value"],
  ["query", "parameter"],
  ["size", "size"],
  ["q", "search"],
] as const;
/** One of these, or what a rule has besides, as "-header". */
export type ConditionKind = (typeof conditionKinds)[number][0] | `-${string}`;

const named = /^-?(form|header|json|query)$/;

/** Whether it is about something that has a name of its own. */
export function wantsName(kind: ConditionKind): boolean {
  return named.test(kind);
}

export function conditionsOf(match: Match = {}): Condition[] {
  return Object.entries(match).map(([key, value]) => {
    const [, kind, name = ""] = /^(-?(?:form|header|json|query))\.(.*)$/is.exec(key) ?? [
      undefined,
      key,
    ];
    return { kind: kind as ConditionKind, name, value: value ?? "" };
  });
}

export function keyOf({ kind, name }: Condition): string {
  return wantsName(kind) ? `${kind}.${name}` : kind;
}

export function matchOf(conditions: Condition[]): Match {
  return Object.fromEntries(conditions.map((condition) => [keyOf(condition), condition.value]));
}

/** The match of the item at that place in its list. Throws PlaceProblem where no match can say it. */
export function matchOfItem(index: number, conditions: Condition[]): Match {
  const problem = problemIn(conditions);
  if (problem) throw new PlaceProblem(pointerTo(`/${index}/match`, problem.key), problem.sentence);
  return matchOf(conditions);
}

/**
 * What is wrong with a condition before the catcher is asked, and the key of that condition: it says
 * nothing, or it stands there twice, which no match can say. Null where all is well.
 */
export function problemIn(conditions: Condition[]): { key: string; sentence: string } | null {
  const keys = conditions.map(keyOf);
  for (const [at, condition] of conditions.entries()) {
    const key = keys[at]!;
    const sentence = keys.indexOf(key) === at ? emptinessOf(condition) : "it stands there twice";
    if (sentence) return { key, sentence };
  }
  return null;
}

function emptinessOf({ kind, name, value }: Condition): string {
  if (wantsName(kind)) return name === "" ? "it wants a name" : "";
  return value === "" ? "it is empty, and would fit no request: say which, or remove it" : "";
}

/** "POST /hooks/* form.type=sale"; "every request" where nothing is asked. */
export function matchText(conditions: Condition[]): string {
  const isPlain = ({ kind, value }: Condition) => /^(method|path)$/.test(kind) && value !== "";
  const plain = conditions.filter(isPlain).sort((a, b) => (a.kind < b.kind ? -1 : 1));
  const rest = conditions
    .filter((condition) => !isPlain(condition))
    .map((condition) => `${keyOf(condition)}=${condition.value}`);
  return [...plain.map(({ value }) => value), ...rest].join(" ") || "every request";
}

/** As it stands in a JSON pointer. */
export function pointerTo(place: string, key: string): string {
  return `${place}/${key.replace(/~/g, "~0").replace(/\//g, "~1")}`;
}
