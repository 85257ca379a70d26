import type { Capture } from "../../api/capture";
import { partsOf } from "../../body/fields/field_tree";
import { type JsonNode, parseJson, valueOf } from "../../body/tree/json_tree";
import { cut } from "../../pieces/text/cut";
import { clipped } from "../../pieces/visible";

/** What a capture holds that tells it from others. */
export interface RowNote {
  /** The event's name; "" where nothing names one. */
  event: string;
  /** Its short fields, by their names. */
  fields: ReadonlyMap<string, string>;
}

const fieldsMax = 60;
/** Of a value that is kept, and of one that is shown. */
const keptCharsMax = 200;
const shownCharsMax = 60;
const eventNames = ["type", "event", "event_type", "eventType", "action", "topic"];
/** Headers in which vendors name the event. */
const eventHeader =
  /^(x-github-event|x-gitlab-event|x-event-key|x-event-type|x-event-name|x-shopify-topic|x-wc-webhook-topic|ce-type)$/i;

export function noteOf(capture: Capture): RowNote {
  const fields = new Map(fieldsOf(capture).slice(0, fieldsMax));
  const named = eventNames.find((name) => fields.get(name));
  const header = capture.headers.find(([name]) => eventHeader.test(name))?.[1];
  const event = capture.event?.name ?? header ?? (named && fields.get(named)) ?? "";
  if (named) fields.delete(named);
  return { event: cut(event, keptCharsMax), fields };
}

/**
 * Of each note, its first fields that others of the same event have otherwise: "email=jane@…". Not
 * those that are shown besides, by their filter names.
 */
export function snippetsOf(
  notes: readonly RowNote[],
  shown: readonly string[] = [],
): Map<RowNote, string> {
  const shownNames = new Set(shown.map((name) => name.slice(name.indexOf(".") + 1)));
  const values = new Map<string, Set<string>>();
  const keyOf = ({ event }: RowNote, name: string) => `${event}\n${name}`;
  for (const note of notes) {
    for (const [name, value] of note.fields) {
      const key = keyOf(note, name);
      values.set(key, (values.get(key) ?? new Set()).add(value));
    }
  }
  const snippetOf = (note: RowNote) => {
    const fields = [...note.fields].filter(([name]) => !shownNames.has(name));
    // Times differ in nearly every request, and the row shows when it came anyway.
    const all = [
      ...fields.filter((field) => !isTime(...field)),
      ...fields.filter((field) => isTime(...field)),
    ];
    const telling = all.filter(([name]) => values.get(keyOf(note, name))!.size > 1);
    return (telling.length > 0 ? telling : all)
      .slice(0, 3)
      .map(([name, value]) => {
        const part = tellingPart(value, values.get(keyOf(note, name))!);
        return `${partsOf(name).at(-1) || name}=${part}`;
      })
      .join("  ");
  };
  return new Map(notes.map((note) => [note, snippetOf(note)]));
}

/** "2026-02-28T10:45:41-06:00", or seconds or milliseconds where the name says so. */
function isTime(name: string, value: string): boolean {
  if (/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d[\d:.]*(?: ?(?:Z|UTC|[+-]\d\d:?\d\d))?)?$/.test(value))
    return true;
  return /^\d{10}(?:\d{3})?$/.test(value) && /time|date|created|[_a-z]at\]?$/i.test(name);
}

/** Of a long value, what follows where all of them begin in the same way: "…/orders/17". */
function tellingPart(value: string, all: ReadonlySet<string>): string {
  if (value.length <= shownCharsMax) return value;
  const contextChars = 10;
  const from = all.size > 1 ? commonStart([...all]) - contextChars : 0;
  return clipped(
    from > shownCharsMax / 2 ? `…${value.slice(cut(value, from).length)}` : value,
    shownCharsMax,
  );
}

/** How many characters all of them begin with. */
function commonStart([first = "", ...others]: string[]): number {
  const most = Math.min(first.length, ...others.map(({ length }) => length));
  for (let at = 0; at < most; at += 1) {
    if (others.some((other) => other[at] !== first[at])) return at;
  }
  return most;
}

function fieldsOf({ form, body, query }: Capture): [name: string, value: string][] {
  const { encoding, data } = body.decoded ?? body;
  const text = form?.length === 1 ? form[0]![1] : encoding === "utf-8" ? data : "";
  const pairs = jsonFields(text) ?? form ?? query;
  return pairs.filter(([, value]) => value !== "" && value.length <= keptCharsMax);
}

/**
 * The plain values of a JSON object, and of the objects in it: "data.email". Of several, in a list or
 * in lines, those of the first.
 */
function jsonFields(text: string): [name: string, value: string][] | null {
  if (!/^\s*[{[]/.test(text)) return null;
  const firstLine = text.trimStart().split(/\r?\n/, 1)[0]!;
  const { node, source } = parsed(text) ?? parsed(firstLine) ?? { node: null, source: "" };
  const root = node?.kind === "array" ? node.items[0] : node;
  if (root?.kind !== "object" && root?.kind !== "array") return null;
  const fields: [string, string][] = [];
  const visit = (node: JsonNode, path: string[]) => {
    if (fields.length >= fieldsMax || path.length > 3) return;
    if (node.kind === "string" || node.kind === "number") {
      fields.push([path.join("."), valueOf(node, source)]);
    } else if (node.kind === "object") {
      for (const [name, inner] of node.members) visit(inner, [...path, name]);
    }
  };
  visit(root, []);
  return fields;
}

/** Null where it is no JSON. */
function parsed(source: string): { node: JsonNode; source: string } | null {
  try {
    return { node: parseJson(source), source };
  } catch {
    return null;
  }
}
