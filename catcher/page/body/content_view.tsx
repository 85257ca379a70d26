import { useState } from "preact/hooks";
import { CopyButton } from "../pieces/controls/copy_button";
import { Tabs } from "../pieces/controls/tabs";
import { type Content, base64Of, shownTextOf } from "./content";
import { type ContentTab, contentTabs } from "./content_tabs";
import { useFinding } from "./finding/finding";
import { PartsView } from "./parts/parts_view";
import { HexView } from "./plain/hex_view";
import { ImageView } from "./plain/image_view";
import { TextView } from "./plain/text_view";
import { JsonView } from "./tree/json_view";
import { RowsView } from "./tree/rows_view";
import { XmlView } from "./tree/xml_view";

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
  const { sought } = useFinding();
  // What is found was looked for in the first.
  const chosen = (!sought && tabs.find((tab) => tab.key === wanted)?.key) || tabs[0]!.key;
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
