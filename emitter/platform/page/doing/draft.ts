import type { FieldKind, FormField } from "./forms/form";

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** What was filled in, by the places of the fields. */
export type Values = Readonly<Record<string, string>>;

const ids: ReadonlySet<FieldKind> = new Set([
  "list",
  "campaign",
  "deal",
  "task",
  "pipeline",
  "stage",
  "tasktype",
  "automation",
  "user",
  "number",
]);

/**
 * The action that the fields say. What is empty isn't in it or, with `clears`, is a text that is
 * taken away.
 */
export function actionOf(
  fields: readonly FormField[],
  values: Values,
  clears = false,
): Record<string, Json> {
  const action: Record<string, Json> = {};
  for (const { at, kind = "text" } of fields) {
    const text = values[at]?.trim() ?? "";
    const isCleared = clears && (kind === "text" || kind === "long");
    if (text !== "" || isCleared) put(action, at, jsonOf(kind, text));
  }
  return action;
}

/** What is no number goes as the text that was typed: what is wrong with it, the platform says. */
function jsonOf(kind: FieldKind, text: string): Json {
  if (kind === "lists") return text.split(",").map(Number);
  if (kind === "texts") return partsOf(text);
  if (kind === "time") return momentOf(text);
  const isId = ids.has(kind) || kind === "contact";
  return isId && /^\d{1,15}$/.test(text) ? Number(text) : text;
}

/** "a, b" */
export function partsOf(text: string): string[] {
  return text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

/** Of what a browser's control for times says, in this browser's zone. */
function momentOf(text: string): string {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : at.toISOString().replace(/\.\d+Z$/, "Z");
}

function put(into: Record<string, Json>, pointer: string, value: Json): void {
  const parts = pointer.split("/").slice(1);
  const last = parts.pop()!;
  let inner = into;
  for (const part of parts) inner = (inner[part] ??= {}) as Record<string, Json>;
  inner[last] = value;
}

/** Those that still have to be filled in. */
export function missing(fields: readonly FormField[], values: Values): FormField[] {
  return fields.filter((field) => field.isNeeded && !values[field.at]?.trim());
}

/** One in the other's place, over what it had. */
export function merged(
  one: Record<string, Json>,
  other: Record<string, Json>,
): Record<string, Json> {
  const all: Record<string, Json> = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const known = all[key];
    all[key] = isObject(known) && isObject(value) ? merged(known, value) : value;
  }
  return all;
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
