import { useMemo } from "preact/hooks";
import { useMore } from "../more";
import { JsonView } from "./json_view";

/** JSON in lines, each by itself. */
export function RowsView({ text }: { text: string }) {
  const lines = useMemo(() => text.split(/[\r\n\x1e]+/).filter((line) => line.trim()), [text]);
  const { shown, more } = useMore(lines.length, "row", 50);
  return (
    <>
      <ol class="json_rows">
        {lines.slice(0, shown).map((line, index) => (
          <li key={index}>
            <JsonView text={line} />
          </li>
        ))}
      </ol>
      {more}
    </>
  );
}
