import type { Pairs } from "../../api/capture";
import { JsonPath } from "./json_path";

/** What is looked for in a capture. */
export interface Wanted {
  /** Texts, wherever they stand. */
  texts: readonly RegExp[];
  /** Values by where they stand. */
  values: readonly WantedValue[];
}

export interface WantedValue {
  kind: "form" | "json" | "header" | "query";
  /** The field's; of JSON, the path. */
  name: string;
  path: JsonPath;
  matches: (value: string) => boolean;
  /** What can be found of it in a text; null where any value will do. */
  text: RegExp | null;
}

export const nothing: Wanted = { texts: [], values: [] };

/** What the terms of a filter, as the catcher has read them, look for; not what they leave out. */
export function wantedBy(terms: Pairs): Wanted {
  const texts: RegExp[] = [];
  const values: WantedValue[] = [];
  for (const [name, value] of terms) {
    const [, kind, own] = /^(form|json|header|query)\.(.+)$/s.exec(name) ?? [];
    if (kind && own) values.push(wantedValue(kind as WantedValue["kind"], own, value));
    else if (name === "text" && value) texts.push(patternOf(value));
    else if (name === "exact" && value) texts.push(patternOf(value, "gu"));
  }
  return texts.length + values.length > 0 ? { texts, values } : nothing;
}

/** For a text in which nothing stands by its name: what is looked for as a value is a text there. */
export function valuesAsTexts({ texts, values }: Wanted): Wanted {
  return { texts: [...texts, ...values.flatMap(({ text }) => text ?? [])], values: [] };
}

/** A pattern that finds the text in any case. */
export function patternOf(text: string, flags = "giu"): RegExp {
  return new RegExp(escaped(text), flags);
}

/** Whether a field or header of that name and value is looked for. */
export function isWantedPair(
  { values }: Wanted,
  kind: WantedValue["kind"] | null,
  name: string,
  value: string,
): boolean {
  return values.some((wanted) => {
    if (wanted.kind !== kind || !wanted.matches(value)) return false;
    if (kind === "header") return wanted.name.toLowerCase() === name.toLowerCase();
    return wanted.name === name;
  });
}

function wantedValue(kind: WantedValue["kind"], name: string, value: string): WantedValue {
  // A star is any text, and "\*" the star itself.
  const pieces = value
    .replaceAll("\\*", "\0")
    .split("*")
    .map((piece) => piece.replaceAll("\0", "*"));
  const pattern = new RegExp(`^${pieces.map(escaped).join(".*")}$`, "su");
  const longest = pieces.reduce((one, other) => (other.length > one.length ? other : one));
  return {
    kind,
    name,
    path: new JsonPath(name),
    matches: (text) => pattern.test(text),
    text: longest ? patternOf(longest, "gu") : null,
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
