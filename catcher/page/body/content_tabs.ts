import type { Tab } from "../pieces/tabs";
import type { Content } from "./content";
import { isJsonType, isMultipart, isRowsType, isXmlType } from "./media_type";
import { imageTypeOf } from "./plain/image_type";

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
  if (text !== null && isRowsType(content.type)) tabs.unshift({ key: "rows", label: "Rows" });
  if (text !== null && looksLikeXml(content, text)) tabs.unshift({ key: "xml", label: "XML" });
  if (isMultipart(content.type)) tabs.unshift({ key: "parts", label: "Parts" });
  if (imageTypeOf(content)) tabs.unshift({ key: "image", label: "Image" });
  return tabs;
}

function looksLikeJson({ type }: Content, text: string): boolean {
  return isJsonType(type) || /^\s*(\{\s*["}]|\[\s*["{[\]\d])/.test(text.slice(0, 1_000));
}

function looksLikeXml({ type }: Content, text: string): boolean {
  return isXmlType(type) || /^\ufeff?\s*<\?xml\s/.test(text.slice(0, 1_000));
}
