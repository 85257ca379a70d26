import type { ComponentChildren } from "preact";
import { Icon } from "../pieces/icon";

interface RowEditorProps<Row> {
  label: string;
  /** What one row is: "header". */
  noun: string;
  rows: Row[];
  onRows: (rows: Row[]) => void;
  /** What a row begins with. */
  fresh: Row;
  children: (row: Row, onRow: (row: Row) => void, index: number) => ComponentChildren;
}

/** Rows that can be added and removed. */
export function RowEditor<Row>(props: RowEditorProps<Row>) {
  const { label, noun, rows, onRows, fresh, children } = props;
  return (
    <fieldset class="row_editor">
      <legend>{label}</legend>
      {rows.map((row, index) => (
        <div class="edited_row" key={index}>
          {children(row, (next) => onRows(replaced(rows, index, next)), index)}
          <button
            type="button"
            class="quiet"
            aria-label={`Remove ${noun} ${index + 1}`}
            title={`Remove this ${noun}`}
            onClick={() => onRows(rows.filter((_, at) => at !== index))}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button type="button" class="more" onClick={() => onRows([...rows, fresh])}>
        Add a {noun}
      </button>
    </fieldset>
  );
}

export function replaced<Item>(items: Item[], index: number, item: Item): Item[] {
  return items.map((known, at) => (at === index ? item : known));
}
