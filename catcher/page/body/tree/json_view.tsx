import { createContext } from "preact";
import { useContext, useMemo, useState } from "preact/hooks";
import { CopyButton } from "../../pieces/controls/copy_button";
import { LongText } from "../../pieces/text/long_text";
import { countText } from "../../pieces/size";
import { cut } from "../../pieces/text/cut";
import { visible } from "../../pieces/visible";
import { useMore } from "../more";
import { useFinding } from "../finding/finding";
import { isHiddenLeaf, shownSource } from "../finding/hits";
import { nextTo, type Sought, soughtAt, soughtIn } from "../finding/hit";
import { IsNamed } from "../values/named";
import { openByClick, ValueButton } from "../values/value_button";
import { placeInJson, placeOfText, type ValuePlace } from "../values/value_place";
import { BrokenText } from "./broken_text";
import { HiddenMeaning, ValueMeaning } from "./hidden_meaning_view";
import { meaningOfNumber } from "./hidden_meaning";
import { branchesOn, isBranch, linesInSight, type Opening, openingFor } from "./json_opening";
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

type Steps = readonly (string | number)[] | null;

interface Folds {
  text: string;
  open: Opening;
  toggle: (node: JsonNode) => void;
  /** Where the values begin that are looked for by their paths. */
  found: ReadonlySet<number>;
}

const Folding = createContext<Folds>({
  text: "",
  open: new Set(),
  toggle: () => undefined,
  found: new Set(),
});

/** A tree that begins open as far as there is room for it. */
function JsonTree({ root, text }: { root: JsonNode; text: string }) {
  const first = useMemo(() => openingFor(root, linesInSight()), [root]);
  const all = useMemo(() => openingFor(root, openLinesMax), [root]);
  const [changed, setChanged] = useState<{ root: JsonNode; open: Opening } | null>(null);
  const isNamed = useContext(IsNamed);
  const { hits, sought } = useFinding();
  const found = useMemo(() => new Set(hits.flatMap(({ leaf }) => leaf ?? [])), [hits]);
  const way = useMemo(() => branchesOn(root, sought), [root, sought]);
  const open = changed?.root === root ? changed.open : first;
  const setOpen = (next: Opening) => setChanged({ root, open: next });
  const [shownWay, setShownWay] = useState<readonly JsonNode[]>([]);
  if (way !== shownWay) {
    setShownWay(way);
    if (way.some((branch) => !open.has(branch))) setOpen(new Set([...open, ...way]));
  }
  const toggle = (node: JsonNode) => {
    const others = [...open].filter((one) => one !== node);
    setOpen(new Set(open.has(node) ? others : [...others, node]));
  };
  const isWhole = [...all].every((node) => open.has(node));
  return (
    <Folding.Provider value={{ text, open, toggle, found }}>
      <div class="tree code">
        {all.size > 1 && (
          <button class="more expand_all" onClick={() => setOpen(isWhole ? new Set([root]) : all)}>
            {isWhole ? "Fold all" : "Expand all"}
          </button>
        )}
        <Value node={root} steps={isNamed ? [] : null} sought={sought} />
      </div>
    </Folding.Provider>
  );
}

interface ValueProps<Node = JsonNode> {
  node: Node;
  /** The names and numbers on the way to it; null where it isn't the request's own. */
  steps: Steps;
  sought: Sought | null;
}

function Value({ node, steps, sought }: ValueProps) {
  const { text, found } = useContext(Folding);
  const { wanted } = useFinding();
  if (isBranch(node)) return <Branch node={node} steps={steps} sought={sought} />;
  const source = sourceOf(node, text);
  const here = {
    text: shownSource(node, text),
    isFound: found.has(node.start) || isHiddenLeaf(node, text, wanted),
    sought: soughtAt(sought, "value"),
  };
  if (node.kind !== "string") {
    return (
      <>
        <span class={`tree_${node.kind}`}>
          <LongText {...here} />
        </span>
        <HiddenMeaning meaning={meaningOfNumber(source)} treeOf={treeOf} />
      </>
    );
  }
  return (
    <>
      <span class="tree_text">
        "<LongText {...here} />"
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
  return (
    <IsNamed.Provider value={false}>
      <JsonTree root={root} text={text} />
    </IsNamed.Provider>
  );
}

function Branch({ node, steps, sought }: ValueProps<JsonBranch>) {
  const { open: opening, toggle } = useContext(Folding);
  const open = opening.has(node);
  const entries = entriesOf(node);
  const noun = node.kind === "object" ? "member" : "item";
  const { first, end, before, more } = useMore(entries.length, noun, undefined, nextTo(sought));
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
          {before}
          <ul>
            {entries.slice(first, end).map(([key, value], at) => (
              <Entry
                key={first + at}
                name={key}
                index={first + at}
                node={value}
                steps={steps && [...steps, key ?? first + at]}
                sought={soughtIn(sought, first + at)}
                isLast={first + at === entries.length - 1}
              />
            ))}
          </ul>
          {more}
          {right}
        </>
      )}
    </>
  );
}

interface EntryProps extends ValueProps {
  /** Null in a list. */
  name: string | null;
  index: number;
  isLast: boolean;
}

function Entry({ name, index, node, steps, sought, isLast }: EntryProps) {
  const { text } = useContext(Folding);
  const place = isBranch(node) ? null : placeOf(node, name, index, steps, text);
  return (
    <li onClick={place ? openByClick(place) : undefined}>
      <CopyButton
        text={() => Promise.resolve(valueOf(node, text))}
        label={`Copy ${name === null ? `item ${index}` : visible(cut(name, 100))}`}
      />
      {name !== null && (
        <>
          <span class="tree_name">
            <LongText text={JSON.stringify(name)} start={300} sought={soughtAt(sought, "name")} />
          </span>
          :{" "}
        </>
      )}
      <Value node={node} steps={steps} sought={sought} />
      {!isLast && ","}
      {place && <ValueButton place={place} />}
    </li>
  );
}

function placeOf(
  node: JsonNode,
  name: string | null,
  index: number,
  steps: Steps,
  text: string,
): ValuePlace {
  const value = valueOf(node, text);
  return steps ? placeInJson(steps, value) : placeOfText(name ?? `item ${index}`, value);
}

function entriesOf(node: JsonBranch): [key: string | null, value: JsonNode][] {
  if (node.kind === "object") return node.members;
  return node.items.map((item): [null, JsonNode] => [null, item]);
}
