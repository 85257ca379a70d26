import { useMemo } from "preact/hooks";
import { FindingPart, useFinding } from "../finding/finding";
import { linesOf } from "../finding/hits";
import { nextTo } from "../finding/hit";
import { useMore } from "../more";
import { JsonView } from "./json_view";

/** JSON in lines, each by itself. */
export function RowsView({ text }: { text: string }) {
  const lines = useMemo(() => linesOf(text), [text]);
  const { sought } = useFinding();
  const { first, end, before, more } = useMore(lines.length, "row", 50, nextTo(sought));
  return (
    <>
      {before}
      <ol class="json_rows" start={first + 1}>
        {lines.slice(first, end).map((line, at) => (
          <li key={first + at}>
            <FindingPart index={first + at}>
              <JsonView text={line} />
            </FindingPart>
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}
