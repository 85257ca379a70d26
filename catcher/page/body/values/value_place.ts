import { quoted, quotedValue, termName } from "../../api/filter";

/** A value of a request, and how it is called. */
export interface ValuePlace {
  value: string;
  /** What it is called for people: "contact[email]". */
  label: string;
  /** The filter that asks for it, as it is typed, up to its "="; null where none does. */
  filter: string | null;
  /** Its exact place, as a column shows it: "json.items[0].sku"; null where columns don't know it. */
  path: string | null;
  /** What stands behind the "=" where it isn't the value alone. */
  pattern?: string;
}

type Kind = "form" | "query" | "header";

/** So much of a value is asked for; the rest may be anything. */
const charsMax = 200;

export function placeOfPair(kind: Kind | null, name: string, value: string): ValuePlace {
  return {
    value,
    label: name,
    filter: kind && termName(kind, name),
    path: kind && `${kind}.${name}`,
  };
}

/** One cookie of a Cookie header: filters know the header alone. */
export function placeOfCookie(header: string, cookie: string): ValuePlace {
  const place = placeOfPair("header", header, cookie);
  return {
    ...place,
    label: cookie.split("=")[0]!,
    pattern: /[\s"*]/.test(cookie) ? "*" : `*${cookie}*`,
  };
}

/** `steps`: the names and numbers on the way to a value in JSON. */
export function placeInJson(steps: readonly (string | number)[], value: string): ValuePlace {
  const names = steps.filter((step) => typeof step === "string").map(escapedName);
  const path = steps
    .map((step, at) =>
      typeof step === "number" ? `[${step}]` : `${at > 0 ? "." : ""}${escapedName(step)}`,
    )
    .join("");
  const last = steps.at(-1);
  return {
    value,
    label: typeof last === "number" ? `item ${last}` : (last ?? "the value"),
    // What is asked of a list is asked of each item.
    filter: termName("json", names.length > 0 ? names.join(".") : path),
    path: `json.${path}`,
  };
}

/** A value that no filter has a name for. */
export function placeOfText(label: string, value: string): ValuePlace {
  return { value, label, filter: null, path: null };
}

/** What is typed to find captures with that value. */
export function termOfPlace({ filter, value, pattern }: ValuePlace): string {
  const [line = ""] = value.split(/[\r\n]/, 1);
  const begin = line.slice(0, charsMax);
  if (filter === null) return quoted(begin);
  if (pattern !== undefined) return `${filter}=${pattern}`;
  return `${filter}=${begin === value ? quotedValue(value) : `${quoted(begin)}*`}`;
}

function escapedName(name: string): string {
  return name.replaceAll(".", "\\.");
}
