import type { TargetedMouseEvent } from "preact";
import type { Pairs } from "../../api/capture";
import { PairTable } from "../../body/fields/pair_table";
import { useRowInSight } from "../../body/finding/finding";
import { Stored } from "../../settings/stored";

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
  /** Remembered at once: the browser tells of a toggle only later, when the page may be gone. */
  const toggle = (event: TargetedMouseEvent<HTMLElement>) => {
    event.preventDefault();
    const details = event.currentTarget.parentElement as HTMLDetailsElement;
    if (isFound) details.open = !details.open;
    else fold.value = fold.value === "open" ? "folded" : "open";
  };
  return (
    <section class="part" aria-label={label}>
      <details class="fold" open={isFound || fold.value === "open"}>
        <summary onClick={toggle}>
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
