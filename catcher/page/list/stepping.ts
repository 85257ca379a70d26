import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { goTo, route } from "../shell/route";
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
  goTo({ capture: capture.id, filter: route.value.filter }, "replace");
  return capture.id;
}

/** Moving through the list by commands, and what is done with the capture at hand. */
export function useStepping(feed: Feed, onSought: (sought: Sought) => void): void {
  const choose = (row: number) => {
    const id = chooseRow(feed, row);
    if (id !== null) onSought({ id });
  };
  const step = (rows: number) => {
    const { capture } = route.value;
    const row = capture === null ? -1 : feed.list.rowOf(capture);
    choose(row < 0 ? 0 : row + rows);
  };
  useCommand(commands.next, () => step(1));
  useCommand(commands.previous, () => step(-1));
  useCommand(commands.newest, () => {
    feed.list.release();
    choose(0);
  });
  useCommand(commands.oldest, () => {
    void feed.search.loadOldest().then(() => choose(feed.list.length - 1));
  });
  useCommand(commands.pin, () => {
    const id = captureAtHand();
    const capture = id === null ? undefined : feed.list.at(feed.list.rowOf(id));
    if (capture) pins.toggle(capture);
  });
}

/** The capture that is open, or else the one whose row has the focus. */
export function captureAtHand(): number | null {
  const { capture } = route.value;
  if (capture !== null) return capture;
  const id = document.activeElement?.closest<HTMLElement>("a.row")?.dataset.id;
  return id ? Number(id) : null;
}
