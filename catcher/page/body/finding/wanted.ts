import type { Pairs } from "../../api/capture";
import { charsOf } from "../content";
import { JsonPath } from "./json_path";

/** What is looked for in a capture. */
export interface Wanted {
  /** Texts, wherever they stand. */
  texts: readonly RegExp[];
  /** The same, where bytes are shown: each finds them in a text of a character per byte. */
  bytes: readonly RegExp[];
  /** Values by where they stand. */
  values: readonly WantedValue[];
}

export interface WantedValue {
  kind: "form" | "json" | "header" | "query";
  /** The field's; of JSON, the path. */
  name: string;
  path: JsonPath;
  matches: (value: string) => boolean;
  /** What can be found of it where nothing has a name; null where any value will do. */
  longest: string | null;
}

export const nothing: Wanted = { texts: [], bytes: [], values: [] };

/** That text alone, in any case; or those bytes, where bytes are shown: 0x0d0a. */
export function wantedText(text: string): Wanted {
  return { texts: [patternOf(text)], bytes: [bytesPattern(text)], values: [] };
}

/** What the terms of a filter, as the catcher has read them, look for; not what they leave out. */
export function wantedBy(terms: Pairs): Wanted {
  const texts: RegExp[] = [];
  const bytes: RegExp[] = [];
  const values: WantedValue[] = [];
  for (const [name, value] of terms) {
    const [, kind, own] = /^(form|json|header|query)\.(.+)$/s.exec(name) ?? [];
    if (kind && own) values.push(wantedValue(kind as WantedValue["kind"], own, value));
    else if ((name === "text" || name === "exact") && value) {
      const isExact = name === "exact";
      texts.push(patternOf(value, isExact));
      bytes.push(bytesPattern(value, isExact));
    }
  }
  return texts.length + values.length > 0 ? { texts, bytes, values } : nothing;
}

/** For a text in which nothing stands by its name: what is looked for as a value is a text there. */
export function valuesAsTexts({ texts, bytes, values }: Wanted): Wanted {
  const added = values.flatMap(({ longest }) => longest ?? []);
  return {
    texts: [...texts, ...added.map((text) => patternOf(text, true))],
    bytes: [...bytes, ...added.map((text) => bytesPattern(text, true))],
    values: [],
  };
}

function patternOf(text: string, isExact = false): RegExp {
  return new RegExp(escaped(text), isExact ? "gu" : "giu");
}

/** The text in UTF-8, its ASCII letters in any case; what begins with 0x is the bytes themselves. */
function bytesPattern(text: string, isExact = false): RegExp {
  const digits = /^0x((?:\s*[\da-f]{2})+)$/i.exec(text.trim())?.[1]?.match(/[\da-f]{2}/gi);
  const bytes = digits
    ? Uint8Array.from(digits, (pair) => parseInt(pair, 16))
    : new TextEncoder().encode(text);
  const chars = escaped(charsOf(bytes));
  const isAsWritten = isExact || digits;
  const anyCase = (letter: string) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`;
  return new RegExp(isAsWritten ? chars : chars.replace(/[a-z]/gi, anyCase), "g");
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
    longest: longest || null,
  };
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
