import type { Pairs } from "../../api/capture";
import { CopyButton } from "../../pieces/copy_button";
import { LongText } from "../../pieces/long_text";
import { useMore } from "../more";

interface PairTableProps {
  pairs: Pairs;
  label: string;
  noun: string;
}

/** Pairs as they were sent, in their order, with their repeats. */
export function PairTable({ pairs, label, noun }: PairTableProps) {
  const { shown, more } = useMore(pairs.length, noun);
  return (
    <>
      <table class="pairs" aria-label={label}>
        <tbody>
          {pairs.slice(0, shown).map(([name, value], index) => (
            <tr key={index}>
              <th scope="row">
                <LongText text={name} start={300} />
              </th>
              <td>
                <LongText text={value} />
              </td>
              <td class="row_tools">
                <CopyButton text={value} label={`Copy the value of ${name.slice(0, 100)}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more}
    </>
  );
}
