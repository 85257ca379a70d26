import type { ComponentChildren } from "preact";
import { useMemo, useState } from "preact/hooks";
import { LongText } from "../../pieces/text/long_text";
import { Uncounted } from "../finding/finding";
import { FieldView } from "../fields/field_view";
import { type Meaning, meaningOfText } from "./hidden_meaning";
import type { JsonNode } from "./json_tree";

type TreeOf = (root: JsonNode, text: string) => ComponentChildren;

interface HiddenMeaningProps {
  meaning: Meaning | null;
  treeOf: TreeOf;
}

/** What a text holds. */
export function ValueMeaning({ value, treeOf }: { value: string; treeOf: TreeOf }) {
  const meaning = useMemo(() => meaningOfText(value), [value]);
  return <HiddenMeaning meaning={meaning} treeOf={treeOf} />;
}

/** A time is said at once; the rest is unfolded by whoever wants to see it. */
export function HiddenMeaning({ meaning, treeOf }: HiddenMeaningProps) {
  const [open, setOpen] = useState(false);
  if (meaning === null) return null;
  if (meaning.kind === "time") {
    return (
      <>
        {" "}
        <span class="meaning">{meaning.text}</span>
      </>
    );
  }
  const noun = { json: "JSON", form: "form", decoded: "decoded" }[meaning.kind];
  return (
    <>
      {" "}
      <button class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {noun}
      </button>
      {open && (
        <div class="meaning_content">
          <Uncounted>
            {meaning.kind === "json" && treeOf(meaning.root, meaning.text)}
            {meaning.kind === "form" && (
              <FieldView
                pairs={meaning.pairs}
                label="Form in the text"
                meaningOf={(value) => <ValueMeaning value={value} treeOf={treeOf} />}
              />
            )}
            {meaning.kind === "decoded" && <LongText text={meaning.text} />}
          </Uncounted>
        </div>
      )}
    </>
  );
}
