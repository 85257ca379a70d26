import { useEffect } from "preact/hooks";
import type { Feed } from "../../feed/feed";
import { pins } from "../pins";

/** Which captures were opened in this tab. */
const opened = new Set<number>();

/** What was there when the page was opened isn't news. */
let newsBegin: number | null = null;

function markRead(id: number): void {
  opened.add(id);
}

/** For another store, where the same ids are other captures. */
function forgetMarks(): void {
  opened.clear();
  newsBegin = 0;
}

/** Call with the newest id once the list is there; only the first call counts. */
export function beginNews(newestId: number): void {
  newsBegin ??= newestId;
}

export function isUnread(id: number): boolean {
  return newsBegin !== null && id > newsBegin && !opened.has(id);
}

/** Marks what is opened as read, and forgets all that was true of another store only. */
export function useMarks(feed: Feed, chosen: number | null, filter: string): void {
  useEffect(() => {
    if (chosen !== null) markRead(chosen);
  }, [chosen]);
  const store = feed.store.value;
  useEffect(() => {
    if (store > 0) forgetMarks();
  }, [store]);
  const isPinsWhole = feed.search.reachedOldest.value && filter === "pinned=yes";
  useEffect(() => {
    if (isPinsWhole) pins.retain(feed.list.all());
  }, [feed, isPinsWhole]);
}
