import type { Capture, Pairs, Summary } from "../api/capture";
import { termName } from "../api/filter";
import { type JsonNode, parseJson, valueOf } from "../body/tree/json_tree";

const namesMax = 500;
const valuesMax = 30;
const valueCharsMax = 80;
const jsonCharsMax = 64 * 1024;
const jsonDepthMax = 6;
const fieldsMax = 200;

/**
 * What stood in the captures that this tab has read, by the names that filters have for it, the
 * latest last. A Map in a Map keeps the order in which things were seen.
 */
class KnownValues {
  private readonly byName = new Map<string, Set<string>>();

  /** The latest first, but headers at the end: they are much the same everywhere. */
  get names(): string[] {
    const names = [...this.byName.keys()].reverse();
    const isHeader = (name: string) => name.startsWith("header.");
    return [...names.filter((name) => !isHeader(name)), ...names.filter(isHeader)];
  }

  /** The latest first. */
  of(name: string): string[] {
    return [...(this.byName.get(name) ?? [])].reverse();
  }

  learn({ form, query, headers, body }: Capture): void {
    this.learnPairs("header", headers);
    this.learnPairs("query", query);
    if (form) this.learnPairs("form", form);
    else if (body.encoding === "utf-8") this.learnJson(body.data);
  }

  private learnPairs(kind: string, pairs: Pairs): void {
    for (const [name, value] of pairs.slice(0, fieldsMax)) this.add(termName(kind, name), value);
  }

  private learnJson(text: string): void {
    if (!/^\s*[{[]/.test(text) || text.length > jsonCharsMax) return;
    try {
      this.learnNode(parseJson(text), text, []);
    } catch {
      // It is no JSON after all.
    }
  }

  private learnNode(node: JsonNode, text: string, path: string[]): void {
    if (node.kind === "array") {
      // What is asked of a list is asked of each item.
      for (const item of node.items.slice(0, fieldsMax)) this.learnNode(item, text, path);
    } else if (node.kind === "object") {
      if (path.length >= jsonDepthMax) return;
      for (const [name, inner] of node.members.slice(0, fieldsMax)) {
        this.learnNode(inner, text, [...path, name.replaceAll(".", "\\.")]);
      }
    } else if (path.length > 0) {
      this.add(termName("json", path.join(".")), valueOf(node, text));
    }
  }

  private add(name: string, value: string): void {
    if (value.length > valueCharsMax) return;
    const values = this.byName.get(name) ?? new Set();
    values.delete(value);
    values.add(value);
    if (values.size > valuesMax) values.delete(values.values().next().value!);
    this.byName.delete(name);
    this.byName.set(name, values);
    if (this.byName.size > namesMax) this.byName.delete(this.byName.keys().next().value!);
  }
}

export const knownValues = new KnownValues();

/** Of the captures in the list, the values of what their summaries have; each once, as they come. */
export function summaryValues(name: string, captures: Summary[]): string[] {
  const of: Record<string, (capture: Summary) => string | null | undefined> = {
    method: (capture) => capture.method,
    path: (capture) => capture.target.split("?")[0],
    channel: (capture) => capture.channel,
    status: (capture) => (capture.status ? String(capture.status) : null),
    id: (capture) => String(capture.id),
  };
  const read = of[name];
  if (!read) return [];
  return [...new Set(captures.map(read))].filter((value): value is string => Boolean(value));
}
