import { PairTable } from "../../../../catcher/page/body/fields/pair_table";
import { countText } from "../../../../catcher/page/pieces/size";
import type { HeaderLine } from "../api/platform";

/** Header lines, folded. */
export function Headers({ headers, label }: { headers: readonly HeaderLine[]; label: string }) {
  return (
    <details class="fold_part">
      <summary>
        {label} <span class="faint">{countText(headers.length, "header")}</span>
      </summary>
      <PairTable
        pairs={headers.map(({ name, value }) => [name, value])}
        label={label}
        noun="header"
      />
    </details>
  );
}
