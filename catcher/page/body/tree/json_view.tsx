import { createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { CopyButton } from "../../pieces/copy_button";
import { LongText } from "../../pieces/long_text";
import { countText } from "../../pieces/size";
import { cut } from "../../pieces/cut";
import { visible } from "../../pieces/visible";
import { useMore } from "../more";
import { BrokenText } from "./broken_text";
import { HiddenMeaning, ValueMeaning } from "./hidden_meaning_view";
import { meaningOfNumber } from "./hidden_meaning";
import { isBranch, linesInSight, type Opening, openingFor } from "./json_opening";
import { type JsonBranch, type JsonNode, parseJson, sourceOf, valueOf } from "./json_tree";
import { TextError } from "./text_place";

/** Where more were open, a browser would take long to show them. */
const openLinesMax = 20_000;

export function JsonView({ text }: { text: string }) {
  const parsed = useMemo(() => readJson(text), [text]);
  if (parsed instanceof TextError) return <BrokenText text={text} error={parsed} noun="JSON" />;
  return <JsonTree root={parsed} text={text} />;
}

function readJson(text: string): JsonNode | TextError {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof TextError) return error;
    throw error;
  }
}

interface Folds {
  text: string;
  open: Opening;
  toggle: (node: JsonNode) => void;
}

const Folding = createContext<Folds>({ text: "", open: new Set(), toggle: () => undefined });

/** A tree that begins open as far as there is room for it. */
function JsonTree({ root, text }: { root: JsonNode; text: string }) {
  const first = useMemo(() => openingFor(root, linesInSight()), [root]);
  const all = useMemo(() => openingFor(root, openLinesMax), [root]);
  const [changed, setChanged] = useState<{ root: JsonNode; open: Opening } | null>(null);
  const open = changed?.root === root ? changed.open : first;
  const setOpen = (next: Opening) => setChanged({ root, open: next });
  const toggle = (node: JsonNode) => {
    const others = [...open].filter((one) => one !== node);
    setOpen(new Set(open.has(node) ? others : [...others, node]));
  };
  const isWhole = [...all].every((node) => open.has(node));
  return (
    <Folding.Provider value={{ text, open, toggle }}>
      <div class="tree code">
        {all.size > 1 && (
          <button class="more expand_all" onClick={() => setOpen(isWhole ? new Set([root]) : all)}>
            {isWhole ? "Fold all" : "Expand all"}
          </button>
        )}
        <Value node={root} />
      </div>
    </Folding.Provider>
  );
}

function Value({ node }: { node: JsonNode }) {
  const { text } = useContext(Folding);
  if (isBranch(node)) return <Branch node={node} />;
  const source = sourceOf(node, text);
  if (node.kind !== "string") {
    return (
      <>
        <span class={`tree_${node.kind}`}>
          <LongText text={source} />
        </span>
        <HiddenMeaning meaning={meaningOfNumber(source)} treeOf={treeOf} />
      </>
    );
  }
  return (
    <>
      <span class="tree_text">
        "<LongText text={source.slice(1, -1)} />"
      </span>
      {meaningOf(valueOf(node, text))}
    </>
  );
}

/** What a text holds besides what it looks like, to be unfolded. */
export function meaningOf(value: string) {
  return <ValueMeaning value={value} treeOf={treeOf} />;
}

function treeOf(root: JsonNode, text: string) {
  return <JsonTree root={root} text={text} />;
}

function Branch({ node }: { node: JsonBranch }) {
  const { text, open: opening, toggle } = useContext(Folding);
  const open = opening.has(node);
  const entries = entriesOf(node);
  const noun = node.kind === "object" ? "member" : "item";
  const { shown, more } = useMore(entries.length, noun);
  const [left, right] = node.kind === "object" ? "{}" : "[]";
  if (entries.length === 0) return <span>{`${left}${right}`}</span>;
  return (
    <>
      <button class="fold" aria-expanded={open} onClick={() => toggle(node)}>
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
                  label={`Copy ${key === null ? `item ${index}` : visible(cut(key, 100))}`}
                />
                {key !== null && (
                  <>
                    <span class="tree_name">
                      <LongText text={JSON.stringify(key)} start={300} />
                    </span>
                    :{" "}
                  </>
                )}
                <Value node={value} />
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
