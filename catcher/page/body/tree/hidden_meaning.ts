import { fullTimeText } from "../../pieces/time";
import { type JsonNode, parseJson } from "./json_tree";

/** What stands in a text or number besides what it looks like. */
export type Meaning =
  | { kind: "json"; text: string; root: JsonNode }
  | { kind: "form"; pairs: [name: string, value: string][] }
  | { kind: "decoded"; text: string }
  | { kind: "time"; text: string };

const charsMax = 200_000;

/** Of a text: JSON in it, a form in it, what its percent signs stand for, or a time. */
export function meaningOfText(text: string): Meaning | null {
  if (text.length > charsMax) return null;
  // Until 2033: with other digits it may be a telephone number as well.
  if (/^1\d{9}(\d{3})?$/.test(text)) return meaningOfNumber(text);
  if (/^\s*[{[]/.test(text)) return jsonIn(text);
  if (/^[^\s=&?/]+=[^\s&]*(&[^\s=&]+=[^\s&]*)+$/.test(text)) {
    return { kind: "form", pairs: [...new URLSearchParams(text)] };
  }
  return /%[\da-f]{2}/i.test(text) ? decodedIn(text) : null;
}

/** Of a number in JSON: a time in seconds, or milliseconds, since 1970, from 2001 to 2100. */
export function meaningOfNumber(source: string): Meaning | null {
  if (!/^[1-4]\d{9}(\d{3})?$/.test(source)) return null;
  const ms = Number(source) * (source.length === 10 ? 1_000 : 1);
  if (ms > 4_102_444_800_000) return null;
  const text = fullTimeText(new Date(ms).toISOString()).replace(/\.0+(?= )/, "");
  return { kind: "time", text: text.replace(/(\.\d{3})\d{3}/, "$1") };
}

function jsonIn(text: string): Meaning | null {
  try {
    return { kind: "json", text, root: parseJson(text) };
  } catch {
    return null;
  }
}

function decodedIn(text: string): Meaning | null {
  try {
    const decoded = decodeURIComponent(text);
    return decoded === text ? null : { kind: "decoded", text: decoded };
  } catch {
    return null;
  }
}
