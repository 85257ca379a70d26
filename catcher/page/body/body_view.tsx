import { useMemo, useState } from "preact/hooks";
import type { Capture } from "../api/capture";
import { CopyButton } from "../pieces/copy_button";
import { type Tab, Tabs } from "../pieces/tabs";
import { contentOf, decodedContentOf, shownTextOf } from "./body_content";
import { FieldView } from "./field_view";
import { HexView } from "./hex_view";
import { JsonView } from "./json_view";
import { RawView } from "./raw_view";
import { TextView } from "./text_view";

export type BodyTab = "form" | "json" | "text" | "hex" | "raw";

interface BodyViewProps {
  capture: Capture;
  /** The tab somebody chose; it stays for the captures that have it. */
  wanted: BodyTab | null;
  onWant: (tab: BodyTab) => void;
}

export function BodyView({ capture, wanted, onWant }: BodyViewProps) {
  const sent = useMemo(() => contentOf(capture.body), [capture]);
  const decoded = useMemo(() => decodedContentOf(capture.body), [capture]);
  const [asSent, setAsSent] = useState(false);
  const { bytes, text } = decoded && !asSent ? decoded : sent;
  const tabs = bodyTabs(capture, text);
  const chosen = tabs.find((tab) => tab.key === wanted)?.key ?? tabs[0]!.key;
  const views = {
    form: () => <FieldView pairs={capture.form ?? []} label="Form fields" />,
    json: () => <JsonView text={text ?? ""} />,
    text: () => <TextView text={text ?? shownTextOf(bytes)} />,
    hex: () => <HexView bytes={bytes} />,
    raw: () => <RawView id={capture.id} />,
  };
  const extra = (
    <span class="tab_extra">
      {decoded && (
        <label class="choice">
          <input
            type="checkbox"
            checked={asSent}
            onChange={(event) => setAsSent(event.currentTarget.checked)}
          />
          as sent ({capture.body.content_encoding})
        </label>
      )}
      {text && <CopyButton text={text} label="Copy the body" />}
    </span>
  );
  return (
    <Tabs
      label="Views of the body"
      tabs={tabs}
      chosen={chosen}
      onChoose={onWant}
      extra={extra}
      // A view's state, such as how much of it is shown, belongs to its capture.
      key={capture.id}
    >
      {views[chosen]()}
    </Tabs>
  );
}

/** The views that fit, the best first. */
export function bodyTabs(capture: Capture, text: string | null): Tab<BodyTab>[] {
  const hex: Tab<BodyTab> = { key: "hex", label: "Hex" };
  const asText: Tab<BodyTab> = { key: "text", label: "Text" };
  const tabs: Tab<BodyTab>[] = text === null ? [hex, asText] : [asText, hex];
  if (text !== null && looksLikeJson(capture, text)) tabs.unshift({ key: "json", label: "JSON" });
  if (capture.form) {
    const count = capture.form.length.toLocaleString("en");
    tabs.unshift({ key: "form", label: `Form ${count}` });
  }
  return [...tabs, { key: "raw", label: "Raw" }];
}

function looksLikeJson({ headers }: Capture, text: string): boolean {
  const type = headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
  return /[/+]json\b/i.test(type) || /^\s*(\{\s*["}]|\[\s*["{[\]\d])/.test(text);
}
