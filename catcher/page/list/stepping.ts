import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { goTo, routeNow } from "../shell/route";
import { pins } from "./pins";

/** A capture to bring in sight. Each is another wish, also for the same capture. */
export interface Sought {
  id: number;
}

/** Opens the capture in that row, or in the nearest one that there is. Its id, if any. */
export function chooseRow(feed: Feed, row: number): number | null {
  const { list } = feed;
  const capture = list.at(Math.max(0, Math.min(row, list.length - 1)));
  if (!capture) return null;
  goTo({ capture: capture.id, filter: routeNow().filter }, "replace");
  return capture.id;
}

/** Moving through the list by commands, and what is done with the capture at hand. */
export function useStepping(feed: Feed, onSought: (sought: Sought) => void): void {
  /** `key` is null where the list's own keys ask for it: then the focus stays in the list. */
  const choose = (row: number, key: number | null) => {
    const id = chooseRow(feed, row);
    if (key !== null) leaveList();
    if (id !== null) onSought({ id });
  };
  const step = (rows: number, key: number | null) => {
    const { capture } = routeNow();
    const row = feed.list.rowOf(captureAtHand() ?? 0);
    choose(row < 0 ? 0 : capture === null ? row : row + rows, key);
  };
  useCommand(commands.next, (key) => step(1, key));
  useCommand(commands.previous, (key) => step(-1, key));
  useCommand(commands.newest, (key) => {
    feed.list.release();
    choose(0, key);
  });
  useCommand(commands.oldest, (key) => {
    void feed.search.loadOldest().then(() => choose(feed.list.length - 1, key));
  });
  useCommand(commands.pin, () => {
    const id = captureAtHand();
    const capture = id === null ? undefined : feed.list.at(feed.list.rowOf(id));
    if (capture) pins.toggle(capture);
  });
}

/** Gives up the focus of a row; useFocus() then puts it into what is opened. */
function leaveList(): void {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement && focused.closest(".list")) focused.blur();
}

/** The capture that is open, or else the one whose row has the focus. */
export function captureAtHand(): number | null {
  const { capture } = routeNow();
  if (capture !== null) return capture;
  const id = document.activeElement?.closest<HTMLElement>("a.row")?.dataset.id;
  return id ? Number(id) : null;
}
