import type { ComponentChildren } from "preact";
import type { Pairs } from "../../api/capture";
import { LongText } from "../../pieces/text/long_text";
import { cut } from "../../pieces/text/cut";
import { stretchesIn } from "../../pieces/text/marking";
import { visible } from "../../pieces/visible";
import { useFinding, useRowInSight } from "../finding/finding";
import { type Sought, soughtAt, soughtIn } from "../finding/hit";
import { useMore } from "../more";
import { type FieldNode, fieldTree } from "./field_tree";
import { PairCells } from "./pair_cells";

interface FieldViewProps {
  pairs: Pairs;
  label: string;
  /** What filters call such a field; none where they don't know it. */
  kind?: "form" | "query" | null;
  /** What is to be shown behind a value: what it holds besides what it looks like. */
  meaningOf?: (value: string) => ComponentChildren;
}

/** Pairs with nested names as a tree. */
export function FieldView({ pairs, label, kind = null, meaningOf }: FieldViewProps) {
  const inSight = useRowInSight(pairs, kind);
  const { first, end, before, more } = useMore(pairs.length, "field", undefined, inSight);
  const { sought } = useFinding();
  return (
    <>
      {before}
      <table class="pairs" aria-label={label}>
        <tbody>
          {fieldTree(pairs, first, end).map((node) => (
            <FieldRows key={node.key} {...{ node, pairs, kind, sought, meaningOf }} depth={0} />
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

interface FieldRowsProps {
  node: FieldNode;
  pairs: Pairs;
  kind: "form" | "query" | null;
  sought: Sought | null;
  depth: number;
  meaningOf: FieldViewProps["meaningOf"];
}

function FieldRows({ node, pairs, kind, sought, depth, meaningOf }: FieldRowsProps) {
  const key = node.key || "[]";
  const indent = { paddingInlineStart: `${12 + Math.min(depth, 12) * 18}px` };
  return (
    <>
      {node.children.length > 0 && (
        <tr class="group">
          <th scope="colgroup" colSpan={3} style={indent}>
            <LongText text={key} start={300} />
          </th>
        </tr>
      )}
      {node.values.map(({ value, pair }) => (
        <FieldRow
          key={pair}
          {...{ value, kind, indent, meaningOf }}
          name={pairs[pair]![0]}
          shownKey={key}
          sought={soughtIn(sought, pair)}
        />
      ))}
      {node.children.map((child) => (
        <FieldRows
          key={child.key}
          node={child}
          {...{ pairs, kind, sought, meaningOf }}
          depth={depth + 1}
        />
      ))}
    </>
  );
}

interface FieldRowProps {
  name: string;
  /** What is shown of the name. */
  shownKey: string;
  value: string;
  kind: "form" | "query" | null;
  indent: { paddingInlineStart: string };
  sought: Sought | null;
  meaningOf: FieldViewProps["meaningOf"];
}

function FieldRow({ name, shownKey, value, kind, indent, sought, meaningOf }: FieldRowProps) {
  const { wanted } = useFinding();
  const isNameFound =
    stretchesIn(name, wanted.texts, 1).length > 0 &&
    stretchesIn(shownKey, wanted.texts, 1).length === 0;
  return (
    <tr>
      <th scope="row" style={indent} title={visible(cut(name, 300))}>
        <LongText
          text={shownKey}
          start={300}
          isFound={isNameFound}
          sought={soughtAt(sought, "name")}
        />
      </th>
      <PairCells pair={{ kind, name, value }} sought={sought} meaning={meaningOf?.(value)} />
    </tr>
  );
}
