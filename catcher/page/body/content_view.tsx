import { useState } from "preact/hooks";
import { CopyButton } from "../pieces/copy_button";
import { type Tab, Tabs } from "../pieces/tabs";
import { type Content, base64Of, shownTextOf } from "./content";
import { isJsonType, isMultipart, isRowsType, isXmlType } from "./media_type";
import { PartsView } from "./parts/parts_view";
import { HexView } from "./plain/hex_view";
import { ImageView, imageTypeOf } from "./plain/image_view";
import { TextView } from "./plain/text_view";
import { JsonView } from "./tree/json_view";
import { RowsView } from "./tree/rows_view";
import { XmlView } from "./tree/xml_view";

export type ContentTab = "json" | "rows" | "xml" | "parts" | "image" | "text" | "hex";

/** How much of a text is read to see whether its lines are JSON, in characters. */
const rowsReadMax = 100_000;

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

/** One of the views. `depth` counts the multiparts around it. */
export function ContentBody(props: { content: Content; tab: ContentTab; depth?: number }) {
  const { content, tab, depth = 0 } = props;
  const { bytes, text, reading } = content;
  switch (tab) {
    case "json":
      return <JsonView text={text ?? ""} />;
    case "rows":
      return <RowsView text={text ?? ""} />;
    case "xml":
      return <XmlView text={text ?? ""} />;
    case "parts":
      return (
        <PartsView
          content={content}
          depth={depth}
          viewOf={(inner, label) => <ContentView content={inner} label={label} depth={depth + 1} />}
        />
      );
    case "image":
      return <ImageView content={content} />;
    case "text":
      return <TextView text={text ?? shownTextOf(bytes)} reading={reading} />;
    case "hex":
      return <HexView bytes={bytes} />;
  }
}

/** Content with its views on tabs, which are nobody else's business. */
export function ContentView(props: { content: Content; label: string; depth?: number }) {
  const { content, label, depth = 0 } = props;
  const [wanted, setWanted] = useState<ContentTab | null>(null);
  const tabs = contentTabs(content);
  const chosen = tabs.find((tab) => tab.key === wanted)?.key ?? tabs[0]!.key;
  return (
    <Tabs
      label={label}
      tabs={tabs}
      chosen={chosen}
      onChoose={setWanted}
      extra={<CopyContent content={content} noun="content" />}
    >
      <ContentBody content={content} tab={chosen} depth={depth} />
    </Tabs>
  );
}

/** Copies text as it is, and other bytes as base64. */
export function CopyContent({ content, noun }: { content: Content; noun: string }) {
  const { bytes, text } = content;
  if (bytes.length === 0) return null;
  if (text !== null) return <CopyButton text={text} label={`Copy the ${noun}`} />;
  const encode = () => Promise.resolve(base64Of(bytes));
  return <CopyButton text={encode} label={`Copy the ${noun} as base64`} />;
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
