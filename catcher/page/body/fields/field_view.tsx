import type { ComponentChildren } from "preact";
import type { Pairs } from "../../api/capture";
import { CopyButton } from "../../pieces/copy_button";
import { LongText } from "../../pieces/long_text";
import { cut } from "../../pieces/cut";
import { visible } from "../../pieces/visible";
import { type FieldNode, fieldTree } from "./field_tree";
import { useMore } from "../more";

interface FieldViewProps {
  pairs: Pairs;
  label: string;
  /** What is to be shown behind a value: what it holds besides what it looks like. */
  meaningOf?: (value: string) => ComponentChildren;
}

/** Pairs with nested names as a tree. */
export function FieldView({ pairs, label, meaningOf }: FieldViewProps) {
  const { shown, more } = useMore(pairs.length, "field");
  return (
    <>
      <table class="pairs" aria-label={label}>
        <tbody>
          {fieldTree(pairs, shown).map((node) => (
            <FieldRows key={node.key} node={node} pairs={pairs} depth={0} meaningOf={meaningOf} />
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
  depth: number;
  meaningOf: FieldViewProps["meaningOf"];
}

function FieldRows({ node, pairs, depth, meaningOf }: FieldRowsProps) {
  const key = <LongText text={node.key || "[]"} start={300} />;
  const indent = { paddingInlineStart: `${12 + Math.min(depth, 12) * 18}px` };
  return (
    <>
      {node.children.length > 0 && (
        <tr class="group">
          <th scope="colgroup" colSpan={3} style={indent}>
            {key}
          </th>
        </tr>
      )}
      {node.values.map(({ value, pair }) => (
        <tr key={pair}>
          <th scope="row" style={indent} title={visible(cut(pairs[pair]![0], 300))}>
            {key}
          </th>
          <td>
            <LongText text={value} />
            {meaningOf?.(value)}
          </td>
          <td class="row_tools">
            <CopyButton text={value} label={`Copy the value of ${pairs[pair]![0].slice(0, 100)}`} />
          </td>
        </tr>
      ))}
      {node.children.map((child) => (
        <FieldRows
          key={child.key}
          node={child}
          pairs={pairs}
          depth={depth + 1}
          meaningOf={meaningOf}
        />
      ))}
    </>
  );
}
