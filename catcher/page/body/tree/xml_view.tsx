import { useMemo, useState } from "preact/hooks";
import { CopyButton } from "../../pieces/controls/copy_button";
import { LongText } from "../../pieces/text/long_text";
import { countText } from "../../pieces/size";
import { cut } from "../../pieces/text/cut";
import { visible } from "../../pieces/visible";
import { useMore } from "../more";
import { useFinding } from "../finding/finding";
import { type Hit, nextTo, type Sought, soughtAt, soughtIn } from "../finding/hit";
import { isHiddenInXml } from "../finding/hits";
import { BrokenText } from "./broken_text";
import { TextError } from "./text_place";
import { parseXml, type XmlElement, type XmlNode, type XmlOther, xmlTextOf } from "./xml_tree";

/** XML as a tree of texts; none of it becomes markup of the page. */
export function XmlView({ text }: { text: string }) {
  const parsed = useMemo(() => readXml(text), [text]);
  const { sought } = useFinding();
  if (parsed instanceof TextError) return <BrokenText text={text} error={parsed} noun="XML" />;
  return (
    <div class="tree code">
      <Nodes nodes={parsed} text={text} depth={0} sought={sought} />
    </div>
  );
}

function readXml(text: string): XmlNode[] | TextError {
  try {
    return parseXml(text);
  } catch (error) {
    if (error instanceof TextError) return error;
    throw error;
  }
}

interface NodesProps {
  nodes: XmlNode[];
  text: string;
  depth: number;
  sought: Sought | null;
}

function Nodes({ nodes, text, depth, sought }: NodesProps) {
  const { first, end, before, more } = useMore(nodes.length, "node", undefined, nextTo(sought));
  return (
    <>
      {before}
      <ul>
        {nodes.slice(first, end).map((node, at) => (
          <li key={first + at}>
            {node.kind === "element" ? (
              <Element
                element={node}
                text={text}
                depth={depth}
                sought={soughtIn(sought, first + at)}
              />
            ) : (
              <Other node={node} text={text} sought={soughtIn(sought, first + at)} />
            )}
          </li>
        ))}
      </ul>
      {more}
    </>
  );
}

interface ElementProps {
  element: XmlElement;
  text: string;
  depth: number;
  sought: Sought | null;
}

/** Deep elements begin closed, so that nothing is rendered that isn't looked at. */
function Element({ element, text, depth, sought }: ElementProps) {
  const [open, setOpen] = useState(depth < 4);
  const [shownHit, setShownHit] = useState<Hit | null>(null);
  const hitInside = sought && nextTo(sought) !== null ? sought.hit : null;
  if (hitInside !== shownHit) {
    setShownHit(hitInside);
    if (hitInside) setOpen(true);
  }
  const { name, children, inner } = element;
  const endTag = (
    <span class="tree_name">
      {"</"}
      <LongText text={name} start={300} />
      {">"}
    </span>
  );
  const copy = (
    <CopyButton
      text={text.slice(...copiedSpan(element))}
      label={`Copy ${visible(cut(name, 100))}`}
    />
  );
  if (isPlain(element)) {
    return (
      <>
        {copy}
        <StartTag element={element} sought={sought} />
        {children.map((child, index) => (
          <Other
            key={index}
            node={child as XmlOther}
            text={text}
            sought={soughtIn(sought, index)}
          />
        ))}
        {inner.start > 0 && endTag}
      </>
    );
  }
  return (
    <>
      {copy}
      <button
        class="fold"
        aria-expanded={open}
        aria-label={visible(cut(name, 100))}
        onClick={() => setOpen(!open)}
      />
      <StartTag element={element} sought={sought} />
      {!open && ` ${countText(children.length, "node")} `}
      {!open && endTag}
      {open && (
        <>
          <Nodes nodes={children} text={text} depth={depth + 1} sought={sought} />
          {endTag}
        </>
      )}
    </>
  );
}

/** Nothing, or one text, in it. */
function isPlain({ children }: XmlElement): boolean {
  return children.length === 0 || (children.length === 1 && children[0]!.kind !== "element");
}

/** Of an element that holds a text, the text; of others all of it. */
function copiedSpan(element: XmlElement): [start: number, end: number] {
  const { children, inner } = element;
  const holdsText = children.length === 1 && children[0]!.kind === "text";
  return holdsText ? [inner.start, inner.end] : [element.start, element.end];
}

interface StartTagProps {
  element: XmlElement;
  sought: Sought | null;
}

function StartTag({ element: { name, attributes, inner }, sought }: StartTagProps) {
  const { wanted } = useFinding();
  const hit = sought && nextTo(sought) === null ? sought.hit : null;
  const inSight = typeof hit?.part === "number" ? hit.part : null;
  const { first, end, before, more } = useMore(attributes.length, "attribute", 100, inSight);
  return (
    <>
      <span class="tree_name">
        {"<"}
        <LongText text={name} start={300} sought={soughtAt(sought, "name")} />
      </span>
      {before}
      {attributes.slice(first, end).map(([key, value], at) => (
        <span key={key}>
          {" "}
          <span class="tree_number">
            <LongText text={key} start={300} />
          </span>
          =
          <span class="tree_text">
            "
            <LongText
              text={value}
              start={1_000}
              isFound={isHiddenInXml(value, wanted.texts)}
              sought={soughtAt(sought, first + at)}
            />
            "
          </span>
        </span>
      ))}
      {more}
      <span class="tree_name">{inner.start > 0 ? ">" : "/>"}</span>
    </>
  );
}

const signs = {
  text: ["", ""],
  cdata: ["<![CDATA[", "]]>"],
  comment: ["<!--", "-->"],
  instruction: ["", ""],
  doctype: ["", ""],
};

interface OtherProps {
  node: XmlOther;
  text: string;
  sought: Sought | null;
}

function Other({ node, text, sought }: OtherProps) {
  const { wanted } = useFinding();
  const shown = xmlTextOf(node, text);
  const [left, right] = signs[node.kind];
  const kind = node.kind === "text" || node.kind === "cdata" ? "tree_text" : "faint";
  return (
    <span class={kind}>
      {left}
      <LongText
        text={shown}
        isFound={isHiddenInXml(shown, wanted.texts)}
        sought={soughtAt(sought, "value")}
      />
      {right}
    </span>
  );
}
