import { useMemo, useState } from "preact/hooks";
import type { Capture } from "../api/capture";
import { useCommand } from "../commands/command";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { download } from "./blob_url";
import { Icon } from "../pieces/icon";
import { Marking } from "../pieces/text/marking";
import { type Tab, Tabs } from "../pieces/controls/tabs";
import { type Content, contentOf, typeIn } from "./content";
import { type BodyTab, contentTabs } from "./content_tabs";
import { ContentBody, CopyContent } from "./content_view";
import { FindBar } from "./finding/find_bar";
import { FindingContext } from "./finding/finding";
import { useBodyFinding } from "./finding/use_body_finding";
import { isMultipart } from "./media_type";
import { IsNamed } from "./values/named";
import { FieldView } from "./fields/field_view";
import { meaningOf } from "./tree/json_view";
import { RawView } from "./plain/raw_view";

export type { BodyTab } from "./content_tabs";

interface BodyViewProps {
  capture: Capture;
  /** The tab somebody chose; it stays for the captures that have it. */
  wanted: BodyTab | null;
  onWant: (tab: BodyTab) => void;
}

export function BodyView({ capture, wanted, onWant }: BodyViewProps) {
  const { sent, decoded } = useMemo(() => contentsOf(capture), [capture]);
  const [asSent, setAsSent] = useState(false);
  const content = decoded && !asSent ? decoded : sent;
  const tabs = bodyTabs(capture, content);
  const chosen = tabs.find((tab) => tab.key === wanted)?.key ?? tabs[0]!.key;
  useCommand(commands.view, (key) => {
    const next = (tabs.findIndex((tab) => tab.key === chosen) + 1) % tabs.length;
    const tab = tabs[key ?? next];
    if (tab) onWant(tab.key);
  });
  const finding = useBodyFinding(capture, content, chosen);
  const extra = (
    <span class="tab_extra">
      {decoded && (
        <label class="choice">
          <input
            type="checkbox"
            checked={asSent}
            onChange={(event) => setAsSent(event.currentTarget.checked)}
          />
          as sent ({capture.body.content_encoding ?? "packed"})
        </label>
      )}
      <CommandButton command={commands.find} label="Find in the body">
        <Icon name="search" />
      </CommandButton>
      <CopyContent content={content} noun="body" />
      {content === decoded && (
        <button
          class="quiet"
          aria-label="Download the body, unpacked"
          title="Download the body, unpacked"
          onClick={() => download(decoded.bytes, `capture-${capture.id}.unpacked`)}
        >
          <Icon name="download" />
        </button>
      )}
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
      <FindBar finding={finding} areBytes={chosen === "hex"} />
      <Marking.Provider value={finding.wanted.texts}>
        <FindingContext.Provider value={finding}>
          {chosen === "form" ? (
            <FieldView
              pairs={capture.form ?? []}
              label="Form fields"
              kind="form"
              meaningOf={meaningOf}
            />
          ) : chosen === "raw" ? (
            <RawView id={capture.id} onShown={finding.setRaw} />
          ) : (
            <IsNamed.Provider value={true}>
              <ContentBody content={content} tab={chosen} />
            </IsNamed.Provider>
          )}
        </FindingContext.Provider>
      </Marking.Provider>
    </Tabs>
  );
}

interface Contents {
  sent: Content;
  /** Unpacked, where it came packed. */
  decoded: Content | null;
}

export function contentsOf({ headers, body }: Capture): Contents {
  const type = typeIn(headers);
  return {
    sent: contentOf(body, type),
    decoded: body.decoded ? contentOf(body.decoded, type) : null,
  };
}

function bodyTabs(capture: Capture, content: Content): Tab<BodyTab>[] {
  const tabs: Tab<BodyTab>[] = contentTabs(content);
  // A multipart body's parts say more.
  if (capture.form && !isMultipart(content.type)) {
    const count = capture.form.length.toLocaleString("en");
    tabs.unshift({ key: "form", label: `Form ${count}` });
  }
  return [...tabs, { key: "raw", label: "Raw" }];
}
