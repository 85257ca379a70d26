import { useMore } from "../body/more";
import { LongText } from "../pieces/text/long_text";
import { ChangedText } from "./changed_text";
import type { Difference, DifferenceState } from "./difference";

const words: Record<DifferenceState, string> = {
  same: "the same",
  changed: "changed",
  left: "only left",
  right: "only right",
  holds: "differs inside",
};

interface DifferenceTableProps {
  rows: Difference[];
  label: string;
  /** What stands above the two columns. */
  sides: [left: string, right: string];
}

export function DifferenceTable({ rows, label, sides }: DifferenceTableProps) {
  const { end: shown, more } = useMore(rows.length, "row");
  return (
    <>
      <table class="pairs differences" aria-label={label}>
        <thead>
          <tr>
            <td />
            <th scope="col">{sides[0]}</th>
            <th scope="col">{sides[1]}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, shown).map((row, index) => (
            <Row key={index} row={row} />
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}

function Row({ row }: { row: Difference }) {
  const { state, name, left, right, depth } = row;
  return (
    <tr class={state} data-state={state}>
      <th scope="row" style={{ paddingInlineStart: `${28 + Math.min(depth, 12) * 14}px` }}>
        <LongText text={name} start={200} />
        <span class="off_screen">, {words[state]}</span>
      </th>
      {state === "same" || state === "holds" ? (
        <td colSpan={2}>{left !== null && <LongText text={left} start={500} />}</td>
      ) : (
        <>
          <td class="side left">{left !== null && <ChangedText text={left} other={right} />}</td>
          <td class="side right">{right !== null && <ChangedText text={right} other={left} />}</td>
        </>
      )}
    </tr>
  );
}
