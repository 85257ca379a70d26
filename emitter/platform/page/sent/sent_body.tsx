import { useMemo, useState } from "preact/hooks";
import { FieldView } from "../../../../catcher/page/body/fields/field_view";
import { TextView } from "../../../../catcher/page/body/plain/text_view";
import { meaningOf } from "../../../../catcher/page/body/tree/json_view";
import { CopyButton } from "../../../../catcher/page/pieces/controls/copy_button";
import { Tabs } from "../../../../catcher/page/pieces/controls/tabs";
import { formPairs } from "./form_pairs";

/** A delivery's body: its fields as a tree, or the text that is sent. */
export function SentBody({ body, label = "Views of the body" }: { body: string; label?: string }) {
  const [tab, setTab] = useState<"form" | "raw">("form");
  const pairs = useMemo(() => formPairs(body), [body]);
  return (
    <Tabs
      label={label}
      tabs={[
        { key: "form", label: `Form ${pairs.length.toLocaleString("en")}` },
        { key: "raw", label: "As sent" },
      ]}
      chosen={tab}
      onChoose={setTab}
      extra={<CopyButton text={body} label="Copy the body" />}
    >
      {tab === "form" ? (
        <FieldView pairs={pairs} label="Form fields" meaningOf={meaningOf} />
      ) : (
        <TextView text={body} />
      )}
    </Tabs>
  );
}
