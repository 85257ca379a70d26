import type { Pairs } from "../../api/capture";
import { type Stretch, stretchesIn } from "../../pieces/text/marking";
import { charsOf } from "../content";
import { type JsonNode, parseJson, sourceOf, valueOf } from "../tree/json_tree";
import { parseXml, type XmlNode, xmlTextOf } from "../tree/xml_tree";
import { type Hit, hitsMax } from "./hit";
import { JsonPath, type Places } from "./json_path";
import { isWantedPair, type Wanted, type WantedValue } from "./wanted";

/** Deeper ones are opened by hand: a browser can't show branches in branches without end. */
const depthMax = 100;

/** Gathers hits until there are more than anybody looks at. */
export class Hits {
  readonly found: Hit[] = [];

  constructor(readonly wanted: Wanted) {}

  get isFull(): boolean {
    return this.found.length >= hitsMax;
  }

  /** All in that text; how many. */
  inText(text: string, path: readonly number[], part: Hit["part"]): number {
    const room = hitsMax - this.found.length;
    const stretches = stretchesIn(text, this.wanted.texts, room).slice(0, room);
    for (const { start } of stretches) this.found.push({ path, part, at: start });
    return stretches.length;
  }

  /** The text as a whole, however it is written. */
  whole(path: readonly number[], part: Hit["part"], leaf?: number): void {
    this.found.push({ path, part, at: 0, ...(leaf !== undefined && { leaf }) });
  }
}

export function hitsInText(text: string, wanted: Wanted): Hit[] {
  const hits = new Hits(wanted);
  hits.inText(text, [], "value");
  return hits.found;
}

/** A hit's place is the number of its first byte. */
export function hitsInBytes(bytes: Uint8Array, { bytes: patterns }: Wanted): Hit[] {
  return stretchesInBytes(bytes, patterns).map(({ start }) => ({
    path: [],
    part: "value",
    at: start,
  }));
}

/** The bytes that are looked for, from the first of a stretch up to its end. */
export function stretchesInBytes(bytes: Uint8Array, patterns: readonly RegExp[]): Stretch[] {
  if (patterns.length === 0) return [];
  return stretchesIn(charsOf(bytes), patterns, hitsMax).slice(0, hitsMax);
}

export function hitsInPairs(
  pairs: Pairs,
  kind: WantedValue["kind"] | null,
  wanted: Wanted,
  max = hitsMax,
): Hit[] {
  const hits = new Hits(wanted);
  for (const [index, [name, value]] of pairs.entries()) {
    if (hits.found.length >= max) break;
    hits.inText(name, [index], "name");
    if (isWantedPair(wanted, kind, name, value)) hits.whole([index], "value");
    else hits.inText(value, [index], "value");
  }
  return hits.found;
}

/** None in what is no JSON. */
export function hitsInJson(text: string, wanted: Wanted): Hit[] {
  const hits = new JsonHits(text, wanted);
  try {
    hits.walk(parseJson(text), [], hits.start());
  } catch {
    return [];
  }
  return hits.found;
}

class JsonHits extends Hits {
  private readonly paths: WantedValue[];

  constructor(
    private readonly text: string,
    wanted: Wanted,
  ) {
    super(wanted);
    this.paths = wanted.values.filter(({ kind }) => kind === "json");
  }

  /** How far each wanted path has led to the whole JSON. */
  start(): Places[] {
    return this.paths.map(() => JsonPath.start);
  }

  /** `way`: the numbers on the way to the node; `places`: how far each wanted path has led to it. */
  walk(node: JsonNode, way: readonly number[], places: readonly Places[]): void {
    if (this.isFull || way.length > depthMax) return;
    if (node.kind === "array") {
      for (const [index, item] of node.items.entries()) {
        const next = this.paths.map(({ path }, at) => path.behindItem(places[at]!, index));
        this.walk(item, [...way, index], next);
      }
    } else if (node.kind === "object") {
      for (const [index, [key, value]] of node.members.entries()) {
        this.inText(JSON.stringify(key), [...way, index], "name");
        const next = this.paths.map(({ path }, at) => path.behind(places[at]!, key));
        this.walk(value, [...way, index], next);
      }
    } else {
      this.leaf(node, way, places);
    }
  }

  private leaf(node: JsonNode, way: readonly number[], places: readonly Places[]): void {
    const isAsked = this.paths.some(
      ({ path, matches }, at) => path.isEnd(places[at]!) && matches(valueOf(node, this.text)),
    );
    if (isAsked) this.whole(way, "value", node.start);
    else if (isHiddenLeaf(node, this.text, this.wanted)) this.whole(way, "value");
    else this.inText(shownSource(node, this.text), way, "value");
  }
}

/** Each by itself, with its number before the rest of the way. */
export function hitsInParts<Part>(parts: readonly Part[], hitsIn: (part: Part) => Hit[]): Hit[] {
  const found: Hit[] = [];
  for (const [index, part] of parts.entries()) {
    if (found.length >= hitsMax) break;
    for (const hit of hitsIn(part)) found.push({ ...hit, path: [index, ...hit.path] });
  }
  return found;
}

export function hitsInRows(text: string, wanted: Wanted): Hit[] {
  return hitsInParts(linesOf(text), (line) => hitsInJson(line, wanted));
}

/** JSON in lines, each of them. */
export function linesOf(text: string): string[] {
  return text.split(/[\r\n\x1e]+/).filter((line) => line.trim());
}

/** What is shown of a string, a number or a word: a string without its quotes. */
export function shownSource(node: JsonNode, text: string): string {
  const source = sourceOf(node, text);
  return node.kind === "string" ? source.slice(1, -1) : source;
}

/** Whether a text is looked for that is written with escapes in this value. */
export function isHiddenLeaf(node: JsonNode, text: string, { texts }: Wanted): boolean {
  return isHiddenIn(sourceOf(node, text), () => valueOf(node, text), "\\", texts);
}

/** Whether a text is in what is meant, but not in how that is written. */
export function isHiddenIn(
  source: string,
  meant: () => string,
  escape: string,
  texts: readonly RegExp[],
): boolean {
  if (texts.length === 0 || !source.includes(escape)) return false;
  return stretchesIn(source, texts, 1).length === 0 && stretchesIn(meant(), texts, 1).length > 0;
}

/** None in what is no XML. */
export function hitsInXml(text: string, wanted: Wanted): Hit[] {
  const hits = new Hits(wanted);
  const walk = (nodes: XmlNode[], path: number[]) => {
    if (path.length > depthMax) return;
    for (const [index, node] of nodes.entries()) {
      if (hits.isFull) return;
      const here = [...path, index];
      if (node.kind === "element") {
        hits.inText(node.name, here, "name");
        node.attributes.forEach(([, value], at) => inXmlText(hits, value, here, at));
        walk(node.children, here);
      } else {
        inXmlText(hits, xmlTextOf(node, text), here, "value");
      }
    }
  };
  try {
    walk(parseXml(text), []);
  } catch {
    return [];
  }
  return hits.found;
}

function inXmlText(hits: Hits, text: string, path: number[], part: Hit["part"]): void {
  if (isHiddenInXml(text, hits.wanted.texts)) hits.whole(path, part);
  else hits.inText(text, path, part);
}

export function isHiddenInXml(text: string, texts: readonly RegExp[]): boolean {
  return isHiddenIn(text, () => withoutEntities(text), "&", texts);
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function withoutEntities(text: string): string {
  return text.replace(/&(#x[\da-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, name: string) => {
    const code = name.startsWith("#") ? Number(name.slice(1).replace(/^x/i, "0x")) : -1;
    if (code >= 0) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return entities[name] ?? whole;
  });
}
