import type { Pairs } from "../api/capture";
import { PairTable } from "../body/fields/pair_table";
import { useRowInSight } from "../body/finding/finding";
import { Stored } from "../settings/stored";

/** Whether headers are unfolded: of requests, and of answers. */
const folds = { request: foldOf("request"), answer: foldOf("answer") };

interface HeadersFoldProps {
  side: keyof typeof folds;
  headers: Pairs;
  label: string;
}

/** Headers below what they belong to, folded until somebody unfolds those of that side. */
export function HeadersFold({ side, headers, label }: HeadersFoldProps) {
  const fold = folds[side];
  const kind = side === "request" ? "header" : null;
  /** What the search has found is seen, however the headers were left. */
  const isFound = useRowInSight(headers, kind) !== null;
  if (headers.length === 0) return null;
  return (
    <section class="part" aria-label={label}>
      <details
        class="fold"
        open={isFound || fold.value === "open"}
        onToggle={(event) => {
          const now = event.currentTarget.open ? "open" : "folded";
          if (now !== fold.value && !isFound) fold.value = now;
        }}
      >
        <summary>
          <h3>
            {label} <span class="count">{headers.length.toLocaleString("en")}</span>
          </h3>
        </summary>
        <PairTable pairs={headers} label={label} noun="header" kind={kind} />
      </details>
    </section>
  );
}

function foldOf(side: string): Stored<"open" | "folded"> {
  return new Stored(`hookline.headers.${side}`, {
    read: (text) => (text === "open" ? "open" : "folded"),
    write: (state) => state,
  });
}
