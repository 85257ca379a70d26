import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Summary } from "../api/capture";
import type { Command } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import type { ShownList } from "../feed/shown_list";
import { Icon } from "../pieces/icon";
import { countText } from "../pieces/size";
import { useVirtualRows } from "../pieces/virtual_rows";
import { isTouch } from "../settings/screen";
import { hashOf } from "../shell/route";
import { beginNews, isUnread } from "./rows/read_marks";
import { valueColumns } from "./rows/columns";
import { snippetsOf } from "./notes/row_note";
import { RowNotes } from "./notes/row_notes";
import { ShownValues } from "./notes/shown_values";
import { Row, RowToCome } from "./rows/row";
import { ColumnHeads, rowHeightWith } from "./notes/value_line";
import { useSteady } from "./steady";
import { captureAtHand, type Sought } from "./stepping";
import { RowChoice } from "./several/row_choice";
import { several } from "./several/several";
import { SeveralBar } from "./several/several_bar";
import { useChoosing } from "./several/use_choosing";

const loadOlderRows = 100;

interface ListProps {
  feed: Feed;
  chosen: number | null;
  filter: string;
  /** A capture to bring in sight, as soon as it is on the list. */
  sought: Sought | null;
}

const notes = new RowNotes();
const values = new ShownValues();

export function List(props: ListProps) {
  const { feed, chosen, filter, sought } = props;
  const { list } = feed;
  if (feed.search.loaded.value) beginNews(list.captures.newestId);
  const box = useRef<HTMLDivElement>(null);
  const length = feed.expectedLength;
  const columns = valueColumns();
  const rowHeightPx = rowHeightWith(columns.length);
  const { first, end, top } = useVirtualRows(box, length, rowHeightPx);
  useTopOf(box, list);
  useSought(box, sought, list, rowHeightPx);
  const chosenRow = chosen === null ? -1 : list.rowOf(chosen);
  const tabStop = first <= chosenRow && chosenRow < end ? chosenRow : Math.min(top, end - 1);
  const shown = list.length;
  const isLive = feed.connection.value === "live";
  useEffect(() => {
    const wanted = end + loadOlderRows;
    // Where the connection broke off, it is asked again once that is back.
    if (isLive && wanted > shown) void feed.search.loadOlder(wanted);
  }, [feed, end, shown, isLive]);

  const holdWhereScrolled = () => {
    if (!box.current) return;
    if (box.current.scrollTop > rowHeightPx / 2) list.hold();
    else list.release();
  };
  const steady = useSteady(list, holdWhereScrolled);
  const choosing = useChoosing(list, box);
  const inSight = rowsOf(list, first, end);
  const wanted = inSight.map(({ id }) => id).join();
  useEffect(() => notes.want(rowsOf(list, first, end)), [list, first, end, wanted]);
  useEffect(
    () => values.want(rowsOf(list, first, end), columns),
    [list, first, end, wanted, columns],
  );
  const known = inSight.flatMap((capture) => notes.of(capture) ?? []);
  const snippets = snippetsOf(known, columns);
  const rows = [];
  for (let row = first; row < end; row += 1) {
    const capture = list.at(row);
    rows.push(
      <div
        key={capture ? capture.id : `row ${row}`}
        role="listitem"
        class="row_place"
        aria-setsize={length}
        aria-posinset={row + 1}
        style={{ height: `${rowHeightPx}px`, transform: `translateY(${row * rowHeightPx}px)` }}
      >
        {capture && several.isUnderWay && <RowChoice id={capture.id} />}
        {capture ? (
          <Row
            capture={capture}
            event={capture.event ?? notes.of(capture)?.event ?? ""}
            snippet={snippets.get(notes.of(capture)!) ?? ""}
            values={values.of(capture)}
            href={hashOf({ capture: capture.id, filter })}
            chosen={capture.id === chosen}
            isTabStop={row === tabStop}
            unread={capture.id !== chosen && isUnread(capture.id)}
          />
        ) : (
          <RowToCome />
        )}
      </div>,
    );
  }
  return (
    <section class="list" aria-label="Captures" aria-busy={feed.isSearchingAnew}>
      <NewPill feed={feed} onTop={() => box.current?.scrollTo({ top: 0 })} />
      <ColumnHeads names={columns} />
      <div
        class={several.isChoosing.value ? "rows choosing" : "rows"}
        ref={box}
        onScroll={holdWhereScrolled}
        onKeyDown={(event) => stepIn(list, event)}
        {...steady}
        {...choosing}
      >
        <div role="list" style={{ height: `${length * rowHeightPx}px` }}>
          {rows}
        </div>
        <ListEnd feed={feed} filter={filter} />
      </div>
      <SeveralBar feed={feed} />
    </section>
  );
}

function rowsOf(list: ShownList, first: number, end: number): Summary[] {
  const rows = Array.from({ length: end - first }, (_, at) => list.at(first + at));
  return rows.filter((capture) => capture !== undefined);
}

/** Another list begins at its top. */
function useTopOf(box: { current: HTMLElement | null }, list: ShownList): void {
  useLayoutEffect(() => box.current?.scrollTo({ top: 0 }), [box, list]);
}

/** Brings a capture in sight once it is on the list; the focus goes along where the list has it. */
function useSought(
  box: { current: HTMLElement | null },
  sought: Sought | null,
  list: ShownList,
  rowHeightPx: number,
): void {
  const found = useRef<Sought | null>(null);
  const focused = useRef<number | null>(null);
  useLayoutEffect(() => {
    const row = sought && sought !== found.current ? list.rowOf(sought.id) : -1;
    if (sought && row >= 0) {
      found.current = sought;
      bringInSight(box.current!, row, rowHeightPx);
      if (box.current!.contains(document.activeElement)) focused.current = sought.id;
    }
    // It may be rendered only once the list was scrolled to it.
    const link = box.current!.querySelector<HTMLElement>(`a.row[data-id="${focused.current}"]`);
    if (!link) return;
    link.focus({ preventScroll: true });
    focused.current = null;
  });
}

const steps: Record<string, Command> = {
  ArrowDown: commands.next,
  ArrowUp: commands.previous,
  Home: commands.newest,
  End: commands.oldest,
};

/** The keys of lists, while the list has the focus; with Shift, what they come to is chosen, too. */
function stepIn(list: ShownList, event: KeyboardEvent): void {
  const command = steps[event.key];
  if (!command || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  const before = captureAtHand();
  command.run();
  const now = captureAtHand();
  if (event.shiftKey && now !== null) several.extendTo(now, list, before);
}

function bringInSight(box: HTMLElement, row: number, rowHeightPx: number): void {
  const top = row * rowHeightPx;
  const lowest = top + rowHeightPx - box.clientHeight;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (lowest > box.scrollTop) box.scrollTop = lowest;
}

function NewPill({ feed, onTop }: { feed: Feed; onTop: () => void }) {
  const { list } = feed;
  const { waiting } = list;
  const show = () => {
    if (list.paused) list.paused = false;
    list.release();
    onTop();
  };
  return (
    <div class="new_place">
      {waiting > 0 && (
        <button class="new_pill" onClick={show}>
          <Icon name="arrowUp" />
          {waiting.toLocaleString("en")} new
        </button>
      )}
    </div>
  );
}

function ListEnd({ feed, filter }: { feed: Feed; filter: string }) {
  if (!feed.search.loaded.value)
    return <p class="list_end">{filter ? "Searching…" : "Loading…"}</p>;
  if (feed.expectedLength > 0) {
    return feed.list.captures.full ? (
      <p class="list_end">
        The newest {countText(feed.list.length, "capture")}. Search for older ones.
      </p>
    ) : null;
  }
  return (
    <p class="list_end">
      {feed.search.refusal.value ? "Nothing was searched." : nothingText(filter)}
    </p>
  );
}

function nothingText(filter: string): string {
  if (filter === "pinned=yes") {
    const how = isTouch.value
      ? "The pin in a capture pins it."
      : "Press s to pin the chosen capture.";
    return `Nothing is pinned. ${how}`;
  }
  return filter ? "Nothing matches the search." : "Nothing caught yet.";
}
