import { CopyButton } from "../../pieces/copy_button";
import { LongText } from "../../pieces/long_text";
import { useFinding } from "../finding/finding";
import { type Sought, soughtAt } from "../finding/hit";
import { isWantedPair } from "../finding/wanted";

export interface Pair {
  /** What filters call it; null where they don't know it. */
  kind: "form" | "query" | "header" | null;
  name: string;
  value: string;
}

/** The value of a field or header, and what can be done with it. */
export function PairCells({ pair, sought }: { pair: Pair; sought: Sought | null }) {
  const { wanted } = useFinding();
  const { kind, name, value } = pair;
  return (
    <>
      <td>
        <LongText
          text={value}
          isFound={isWantedPair(wanted, kind, name, value)}
          sought={soughtAt(sought, "value")}
        />
      </td>
      <td class="row_tools">
        <CopyButton text={value} label={`Copy the value of ${name.slice(0, 100)}`} />
      </td>
    </>
  );
}
