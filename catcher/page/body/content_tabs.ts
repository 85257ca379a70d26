import type { Tab } from "../pieces/controls/tabs";
import type { Content } from "./content";
import { isJsonType, isMultipart, isRowsType, isXmlType } from "./media_type";
import { imageTypeOf } from "./plain/image_type";

/** How much of a text is read to see whether its lines are JSON, in characters. */
const rowsReadMax = 100_000;

/** Views of content, wherever it stands. */
export type ContentTab = "json" | "rows" | "xml" | "parts" | "image" | "text" | "hex";

/** Views of a request's body. */
export type BodyTab = "form" | ContentTab | "raw";

/** The views that fit, the best first. */
export function contentTabs(content: Content): Tab<ContentTab>[] {
  const { text } = content;
  const hex: Tab<ContentTab> = { key: "hex", label: "Hex" };
  const asText: Tab<ContentTab> = { key: "text", label: "Text" };
  const tabs: Tab<ContentTab>[] = text === null ? [hex, asText] : [asText, hex];
  if (text !== null && looksLikeJson(content, text)) tabs.unshift({ key: "json", label: "JSON" });
  if (text !== null && looksLikeRows(content, text)) tabs.unshift({ key: "rows", label: "Rows" });
  if (text !== null && looksLikeXml(content, text)) tabs.unshift({ key: "xml", label: "XML" });
  if (isMultipart(content.type)) tabs.unshift({ key: "parts", label: "Parts" });
  if (imageTypeOf(content)) tabs.unshift({ key: "image", label: "Image" });
  return tabs;
}

function looksLikeJson({ type }: Content, text: string): boolean {
  return isJsonType(type) || /^\s*(\{\s*["}]|\[\s*["{[\]\d])/.test(text.slice(0, 1_000));
}

/** Also where the sender doesn't say so: its first two lines are each JSON by itself. */
function looksLikeRows({ type }: Content, text: string): boolean {
  if (isRowsType(type)) return true;
  const [first, second] = text.slice(0, rowsReadMax).split(/\r?\n/, 2);
  return [first, second].every((line = "") => /^\s*[{[]/.test(line) && isJson(line));
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function looksLikeXml({ type }: Content, text: string): boolean {
  return isXmlType(type) || /^\ufeff?\s*<\?xml\s/.test(text.slice(0, 1_000));
}
