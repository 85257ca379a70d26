import { partsOf } from "../../body/fields/field_tree";
import { visible } from "../../pieces/visible";
import type { Values } from "./shown_values";

/** In pixels. With columns of values, rows have a third line. */
export function rowHeightWith(columns: number): number {
  return columns > 0 ? 76 : 56;
}

interface NamesProps {
  names: readonly string[];
}

/**
 * The names of the values, above all rows. Whoever doesn't see them hears each name in the row, with
 * its value.
 */
export function ColumnHeads({ names }: NamesProps) {
  if (names.length === 0) return null;
  return (
    <div class="column_heads" aria-hidden="true">
      <div class="value_cells">
        {names.map((name) => (
          <bdi class="value_cell" key={name} title={visible(name)}>
            {visible(shortName(name))}
          </bdi>
        ))}
      </div>
    </div>
  );
}

/** The values of a row, each below its name; undefined until they are known. */
export function ValueLine({ names, values }: NamesProps & { values: Values | undefined }) {
  if (names.length === 0) return null;
  return (
    <span class="value_cells small">
      {names.map((name) => (
        <bdi class="value_cell" key={name} title={visible(`${name}: ${values?.get(name) ?? "–"}`)}>
          <span class="off_screen">{visible(shortName(name))}=</span>
          {values && visible(values.get(name) ?? "–")}
        </bdi>
      ))}
    </span>
  );
}

/** Of "form.contact[email]", "email". */
function shortName(name: string): string {
  const inner = name.slice(name.indexOf(".") + 1);
  return partsOf(inner).at(-1) || inner.split(".").at(-1) || inner;
}
