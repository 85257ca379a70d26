/** Which captures were opened in this tab. */
const opened = new Set<number>();

/** What was there when the page was opened isn't news. */
let newsBegin: number | null = null;

export function markRead(id: number): void {
  opened.add(id);
}

/** For another store, where the same ids are other captures. */
export function forgetMarks(): void {
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
