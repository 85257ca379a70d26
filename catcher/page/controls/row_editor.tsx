import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
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

/** Rows that can be added and removed. What is added has the focus, and what is removed leaves it. */
export function RowEditor<Row>(props: RowEditorProps<Row>) {
  const { label, noun, rows, onRows, fresh, children } = props;
  const box = useRef<HTMLFieldSetElement>(null);
  /** The row to go to once it is there; the length stands for the button that adds one. */
  const next = useRef<number | null>(null);
  useLayoutEffect(() => {
    if (next.current === null) return;
    const row = box.current?.querySelectorAll(".edited_row")[next.current];
    (row ? row.querySelector("input") : box.current?.querySelector<HTMLElement>(".more"))?.focus();
    next.current = null;
  });
  const change = (changed: Row[], focused: number) => {
    next.current = focused;
    onRows(changed);
  };
  return (
    <fieldset class="row_editor" ref={box}>
      <legend>{label}</legend>
      {rows.map((row, index) => (
        <div class="edited_row" key={index}>
          {children(row, (next) => onRows(replaced(rows, index, next)), index)}
          <button
            type="button"
            class="quiet"
            aria-label={`Remove ${noun} ${index + 1}`}
            title={`Remove this ${noun}`}
            onClick={() =>
              change(
                rows.filter((_, at) => at !== index),
                index,
              )
            }
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
      <button type="button" class="more" onClick={() => change([...rows, fresh], rows.length)}>
        Add a {noun}
      </button>
    </fieldset>
  );
}

export function replaced<Item>(items: Item[], index: number, item: Item): Item[] {
  return items.map((known, at) => (at === index ? item : known));
}
