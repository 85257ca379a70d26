import { useMemo, useState } from "preact/hooks";
import { LongText } from "../pieces/long_text";
import { countText } from "../pieces/size";
import { visible } from "../pieces/visible";
import { JsonError, type JsonNode, parseJson } from "./json_tree";
import { useMore } from "./more";

export function JsonView({ text }: { text: string }) {
  const parsed = useMemo(() => readJson(text), [text]);
  if (parsed instanceof JsonError) return <BrokenJson text={text} error={parsed} />;
  return (
    <div class="json code">
      <Value node={parsed} depth={0} />
    </div>
  );
}

function readJson(text: string): JsonNode | JsonError {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return error;
    throw error;
  }
}

const contextChars = 300;

/** The text around the place where it stops being JSON. */
function BrokenJson({ text, error }: { text: string; error: JsonError }) {
  const { position, line, column, message } = error;
  const from = Math.max(0, position - contextChars);
  return (
    <>
      <p class="notice">
        This isn't JSON: {message}, at line {line}, column {column}.
      </p>
      <pre class="code">
        {from > 0 && "…"}
        {visible(text.slice(from, position))}
        <mark>{visible(text.slice(position, position + 1)) || "(the end)"}</mark>
        {visible(text.slice(position + 1, position + contextChars))}
        {position + contextChars < text.length && "…"}
      </pre>
    </>
  );
}

function Value({ node, depth }: { node: JsonNode; depth: number }) {
  switch (node.kind) {
    case "object":
      return <Branch brackets="{}" noun="member" entries={node.members} depth={depth} />;
    case "array":
      return (
        <Branch
          brackets="[]"
          noun="item"
          entries={node.items.map((item): [null, JsonNode] => [null, item])}
          depth={depth}
        />
      );
    case "string":
      return (
        <span class="json_string">
          "<LongText text={JSON.stringify(node.value).slice(1, -1)} />"
        </span>
      );
    case "number":
    case "word":
      return <span class={`json_${node.kind}`}>{node.text}</span>;
  }
}

interface BranchProps {
  brackets: "{}" | "[]";
  noun: string;
  entries: [key: string | null, value: JsonNode][];
  depth: number;
}

/** Deep branches begin closed, so that nothing is rendered that isn't looked at. */
function Branch({ brackets, noun, entries, depth }: BranchProps) {
  const [open, setOpen] = useState(depth < 4);
  const { shown, more } = useMore(entries.length, noun);
  const [left, right] = [...brackets];
  if (entries.length === 0) return <span>{brackets}</span>;
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
                {key !== null && (
                  <>
                    <bdi class="json_key">{visible(JSON.stringify(key))}</bdi>:{" "}
                  </>
                )}
                <Value node={value} depth={depth + 1} />
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
