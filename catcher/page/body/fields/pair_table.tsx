import type { Pairs } from "../../api/capture";
import { LongText } from "../../pieces/text/long_text";
import { useFinding, useRowInSight } from "../finding/finding";
import { soughtAt, soughtIn } from "../finding/hit";
import { useMore } from "../more";
import { PairCells } from "./pair_cells";

interface PairTableProps {
  pairs: Pairs;
  label: string;
  noun: string;
  /** "header" for those of the request, which filters know. */
  kind?: "header" | null;
}

/** Pairs as they were sent, in their order, with their repeats. */
export function PairTable({ pairs, label, noun, kind = null }: PairTableProps) {
  const inSight = useRowInSight(pairs, kind);
  const { first, end, before, more } = useMore(pairs.length, noun, undefined, inSight);
  const { sought } = useFinding();
  return (
    <>
      {before}
      <table class="pairs" aria-label={label}>
        <tbody>
          {pairs.slice(first, end).map(([name, value], at) => {
            const here = soughtIn(sought, first + at);
            return (
              <tr key={first + at}>
                <th scope="row">
                  <LongText text={name} start={300} sought={soughtAt(here, "name")} />
                </th>
                <PairCells pair={{ kind, name, value }} sought={here} />
              </tr>
            );
          })}
        </tbody>
      </table>
      {more}
    </>
  );
}
