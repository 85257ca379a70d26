import type { Capture, Pairs } from "../api/capture";
import { contentsOf } from "../body/body_view";
import { type Content, typeIn } from "../body/content";
import { isMultipart } from "../body/media_type";
import { readMultipart } from "../body/parts/multipart";
import { parseJson } from "../body/tree/json_tree";
import { TextError } from "../body/tree/text_place";
import { parseXml, type XmlNode, xmlTextOf } from "../body/tree/xml_tree";
import { countText } from "../pieces/size";
import { compareLines, comparePairs, type Difference } from "./difference";
import { compareJson, type JsonSide } from "./json_difference";

/** Larger ones are compared as text: numbering every value would take too much memory. */
const jsonCharsMax = 8 << 20;

/** Two bodies side by side, as what they are. */
export interface BodyComparison {
  title: string;
  rows: Difference[];
  /** A sentence, where there is something to be said. */
  note: string;
}

/** Of packed bodies, what is in them is compared. */
export function compareBodies(left: Capture, right: Capture): BodyComparison {
  const note = areSame(contentsOf(left).sent, contentsOf(right).sent)
    ? "The bodies are the same, byte for byte."
    : "";
  // Of files in a multipart form the fields hold the names alone: its parts are compared.
  const isForm = ({ form, headers }: Capture) => form && !isMultipart(typeIn(headers));
  if (left.form && right.form && isForm(left) && isForm(right)) {
    return { title: "Form", rows: comparePairs(left.form, right.form), note };
  }
  return { ...compareContents(contentOf(left), contentOf(right)), ...(note && { note }) };
}

export function compareContents(left: Content, right: Content): BodyComparison {
  if (left.text === null || right.text === null) return compareBytes(left, right);
  const jsonSides = [readJson(left.text), readJson(right.text)] as const;
  if (jsonSides[0] && jsonSides[1]) {
    return { title: "JSON", rows: compareJson(jsonSides[0], jsonSides[1]), note: "" };
  }
  if (isMultipart(left.type) && isMultipart(right.type)) return compareParts(left, right);
  const outlines = [outlineOf(left.text), outlineOf(right.text)] as const;
  if (outlines[0] && outlines[1]) {
    return { title: "XML", rows: compareLines(outlines[0], outlines[1]), note: "" };
  }
  const rows = compareLines(linesOf(left.text), linesOf(right.text));
  return { title: "Text", rows, note: "" };
}

function compareBytes(left: Content, right: Content): BodyComparison {
  if (isMultipart(left.type) && isMultipart(right.type)) return compareParts(left, right);
  const place = left.bytes.findIndex((byte, index) => byte !== right.bytes[index]);
  const from = place < 0 ? left.bytes.length : place;
  const note = areSame(left, right) ? "" : `The bodies differ from byte ${from} on.`;
  return { title: "Bytes", rows: [], note };
}

function compareParts(left: Content, right: Content): BodyComparison {
  return { title: "Parts", rows: comparePairs(partsOf(left), partsOf(right)), note: "" };
}

function partsOf({ bytes, type }: Content): Pairs {
  const { parts } = readMultipart(bytes, type.params.get("boundary"));
  return parts.flatMap((part): Pairs => {
    const name = part.name ?? "(no name)";
    const headers = part.headers.map(([key, value]): [string, string] => [`${name} ${key}`, value]);
    return [...headers, [name, partText(part.bytes)]];
  });
}

function partText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return `${countText(bytes.length, "byte")}, checksum ${checksumOf(bytes)}`;
  }
}

/** FNV-1a: to tell two parts apart, no more. */
function checksumOf(bytes: Uint8Array): string {
  let sum = 0x811c9dc5;
  for (const byte of bytes) sum = Math.imul(sum ^ byte, 0x01000193);
  return (sum >>> 0).toString(16).padStart(8, "0");
}

function contentOf(capture: Capture): Content {
  const { sent, decoded } = contentsOf(capture);
  return decoded ?? sent;
}

function areSame(left: Content, right: Content): boolean {
  const { length } = left.bytes;
  return length === right.bytes.length && left.bytes.every((byte, at) => byte === right.bytes[at]);
}

function readJson(text: string): JsonSide | null {
  if (text.length > jsonCharsMax || !/^\s*[[{]/.test(text)) return null;
  return unlessBroken(() => ({ text, root: parseJson(text) }));
}

/** XML as lines, one for each tag and text, indented. */
function outlineOf(text: string): string[] | null {
  if (!/^\ufeff?\s*</.test(text)) return null;
  const nodes = unlessBroken(() => parseXml(text));
  if (!nodes) return null;
  const lines: string[] = [];
  const rest: { node: XmlNode | string; depth: number }[] = [];
  const push = (inner: (XmlNode | string)[], depth: number) => {
    for (let index = inner.length - 1; index >= 0; index -= 1) {
      rest.push({ node: inner[index]!, depth });
    }
  };
  push(nodes, 0);
  for (let next = rest.pop(); next; next = rest.pop()) {
    const { node, depth } = next;
    const indent = "  ".repeat(Math.min(depth, 50));
    if (typeof node === "string") lines.push(indent + node);
    else if (node.kind !== "element") lines.push(indent + xmlTextOf(node, text).trim());
    else {
      const attributes = node.attributes.map(([name, value]) => ` ${name}="${value}"`).sort();
      lines.push(`${indent}<${node.name}${attributes.join("")}>`);
      push(node.children, depth + 1);
    }
  }
  return lines;
}

function linesOf(text: string): string[] {
  return text === "" ? [] : text.split(/\r?\n/);
}

function unlessBroken<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof TextError) return null;
    throw error;
  }
}
