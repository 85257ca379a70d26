import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { useVirtualRows } from "../../../../catcher/page/pieces/virtual_rows";
import { commands } from "../shell/commands";
import type { LiveRows } from "./live_rows";

export const rowHeightPx = 54;

interface VirtualListProps<Item extends { id: number }> {
  list: LiveRows<Item>;
  label: string;
  chosen: number | null;
  hrefOf: (id: number) => string;
  /** What stands in a row. */
  row: (item: Item) => ComponentChildren;
  /** What is said where there is none. */
  empty: string;
}

/** Rows of which those in sight are rendered; each leads to what it is about. */
export function VirtualList<Item extends { id: number }>(props: VirtualListProps<Item>) {
  const { list, label, chosen, hrefOf, row, empty } = props;
  const box = useRef<HTMLDivElement>(null);
  const rows = list.rows.value;
  const { first, end } = useVirtualRows(box, rows.length, rowHeightPx);
  useEffect(() => list.reach(end), [list, end]);
  useSteadyRows(box, rows);
  useStepping(rows, chosen, hrefOf, box);
  return (
    <div class="virtual_rows" ref={box} tabIndex={0} role="region" aria-label={label}>
      {list.failure.value && <p class="refusal">{list.failure.value}</p>}
      {list.isLoaded.value && rows.length === 0 && <p class="notice">{empty}</p>}
      <ul style={{ height: `${rows.length * rowHeightPx}px` }}>
        {rows.slice(first, end).map((item, at) => (
          <li
            key={item.id}
            style={{ top: `${(first + at) * rowHeightPx}px`, height: `${rowHeightPx}px` }}
            aria-setsize={list.isWhole.value ? rows.length : -1}
            aria-posinset={first + at + 1}
          >
            <a
              class="list_row"
              href={hrefOf(item.id)}
              data-id={item.id}
              aria-current={item.id === chosen ? "true" : undefined}
            >
              {row(item)}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What is being read stays where it is while newer rows come in above. */
function useSteadyRows(
  box: { readonly current: HTMLDivElement | null },
  rows: readonly { id: number }[],
): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const top = before.current[0]?.id;
    before.current = rows;
    const element = box.current;
    if (top === undefined || !element || element.scrollTop < rowHeightPx) return;
    const added = rows.findIndex(({ id }) => id <= top);
    if (added > 0) element.scrollTop += added * rowHeightPx;
  }, [box, rows]);
}

/** To the next and the row before, by keys. */
function useStepping(
  rows: readonly { id: number }[],
  chosen: number | null,
  hrefOf: (id: number) => string,
  box: { readonly current: HTMLDivElement | null },
): void {
  const at = chosen === null ? -1 : rows.findIndex(({ id }) => id === chosen);
  const step = (to: number) => {
    const row = rows[to];
    if (!row) return;
    location.replace(hrefOf(row.id));
    const element = box.current;
    if (!element) return;
    const top = to * rowHeightPx;
    const highest = top - element.clientHeight + rowHeightPx;
    element.scrollTop = Math.min(top, Math.max(highest, element.scrollTop));
  };
  useCommand(commands.next, rows.length > 0 ? () => step(at + 1) : null);
  useCommand(commands.previous, at > 0 ? () => step(at - 1) : null);
}
