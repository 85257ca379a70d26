import { useMemo, useState } from "preact/hooks";
import { CopyButton } from "../../pieces/copy_button";
import { LongText } from "../../pieces/long_text";
import { countText } from "../../pieces/size";
import { visible } from "../../pieces/visible";
import { useMore } from "../more";
import { BrokenText } from "./broken_text";
import { type JsonBranch, type JsonNode, parseJson, sourceOf, valueOf } from "./json_tree";
import { TextError } from "./text_place";

export function JsonView({ text }: { text: string }) {
  const parsed = useMemo(() => readJson(text), [text]);
  if (parsed instanceof TextError) return <BrokenText text={text} error={parsed} noun="JSON" />;
  return (
    <div class="tree code">
      <Value node={parsed} text={text} depth={0} />
    </div>
  );
}

function readJson(text: string): JsonNode | TextError {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof TextError) return error;
    throw error;
  }
}

interface ValueProps {
  node: JsonNode;
  text: string;
  depth: number;
}

function Value({ node, text, depth }: ValueProps) {
  switch (node.kind) {
    case "object":
    case "array":
      return <Branch node={node} text={text} depth={depth} />;
    case "string":
      return (
        <span class="tree_text">
          "<LongText text={sourceOf(node, text).slice(1, -1)} />"
        </span>
      );
    case "number":
    case "word":
      return (
        <span class={`tree_${node.kind}`}>
          <LongText text={sourceOf(node, text)} />
        </span>
      );
  }
}

interface BranchProps extends ValueProps {
  node: JsonBranch;
}

/** Deep branches begin closed, so that nothing is rendered that isn't looked at. */
function Branch({ node, text, depth }: BranchProps) {
  const [open, setOpen] = useState(depth < 4);
  const entries = entriesOf(node);
  const noun = node.kind === "object" ? "member" : "item";
  const { shown, more } = useMore(entries.length, noun);
  const [left, right] = node.kind === "object" ? "{}" : "[]";
  if (entries.length === 0) return <span>{`${left}${right}`}</span>;
  return (
    <>
      <button class="fold" aria-expanded={open} onClick={() => setOpen(!open)}>
        {left}
        {!open && ` ${countText(entries.length, noun)} ${right}`}
      </button>
      {open && (
        <>
          <ul>
            {entries.slice(0, shown).map(([key, value], index) => (
              <li key={index}>
                <CopyButton
                  text={() => Promise.resolve(valueOf(value, text))}
                  label={`Copy ${key === null ? `item ${index}` : visible(key.slice(0, 100))}`}
                />
                {key !== null && (
                  <>
                    <span class="tree_name">
                      <LongText text={JSON.stringify(key)} start={300} />
                    </span>
                    :{" "}
                  </>
                )}
                <Value node={value} text={text} depth={depth + 1} />
                {index < entries.length - 1 && ","}
              </li>
            ))}
          </ul>
          {more}
          {right}
        </>
      )}
    </>
  );
}

function entriesOf(node: JsonBranch): [key: string | null, value: JsonNode][] {
  if (node.kind === "object") return node.members;
  return node.items.map((item): [null, JsonNode] => [null, item]);
}
