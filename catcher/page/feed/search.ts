import { signal } from "@preact/signals";
import { fetchCaptures } from "../api/api";
import { ApiError } from "../api/api_error";
import type { CapturePage, Summary } from "../api/capture";
import { ShownList } from "./shown_list";
import { Tally } from "./counting/tally";

export const capturesMax = 100_000;
const pageLength = 500;
/** The most that the catcher lists at once. */
const pageMax = 10_000;
/** Where many are wanted at once, as when the list is scrolled to its end. */
const longPageLength = 5_000;
/** A gap longer than this isn't filled: the list begins anew with the newest page. */
export const gapMax = 5_000;

/** The captures that match one filter, as far as they were read from the catcher. */
export class Search {
  readonly list = new ShownList(capturesMax);
  readonly tally = new Tally();
  readonly loaded = signal(false);
  readonly reachedOldest = signal(false);
  /** A sentence, where the catcher refused the filter. */
  readonly refusal = signal("");
  /** How long the catcher took to answer first. */
  tookMs = 0;
  /** The highest id known of, whether it matches the filter or not. */
  lastSeen = 0;

  private readonly run = new AbortController();
  private readonly begunMs = performance.now();
  private olderPage: Promise<void> | null = null;

  constructor(readonly filter: URLSearchParams) {}

  /** Aborted at its end. */
  get signal(): AbortSignal {
    return this.run.signal;
  }

  end(): void {
    this.run.abort();
    this.tally.clear();
  }

  /** Forgets all, for another store. */
  clear(): void {
    this.lastSeen = 0;
    this.list.clear();
    this.tally.clear();
  }

  get isFiltered(): boolean {
    return this.filter.toString() !== "";
  }

  /** How many match the filter, as far as is known, and how much was searched, from 0 to 1. */
  get found(): { count: number; progress: number } {
    const { length } = this.list.captures;
    if (this.reachedOldest.value) return { count: length, progress: 1 };
    const progress = this.loaded.value ? this.tally.progress : 0;
    return { count: Math.max(this.tally.count, length), progress };
  }

  /** The catcher has answered, for the first time or again. */
  answer(): void {
    if (!this.loaded.peek()) this.tookMs = performance.now() - this.begunMs;
    this.loaded.value = true;
  }

  refuse(sentence: string): void {
    this.refusal.value = sentence;
    this.answer();
  }

  /** What came, oldest first, and is newer than all that is here. */
  append(arrived: Summary[]): void {
    const { captures } = this.list;
    const before = captures.length;
    const added = captures.append(arrived);
    if (captures.length < before + added) this.reachedOldest.value = false;
    this.lastSeen = Math.max(this.lastSeen, captures.newestId);
    this.tally.add(added);
  }

  /** Counts what matches, unless all of it is here. */
  recount(oldest: number): void {
    if (!this.isFiltered || this.reachedOldest.value || this.signal.aborted) return;
    const last = Math.max(this.lastSeen, this.list.captures.newestId);
    this.tally.begin(this.filter, oldest, last).catch(() => undefined);
  }

  /**
   * Fetches the next page of older captures, a longer one where that many rows are wanted; one page
   * at a time, whoever asks.
   */
  loadOlder(rows = 0): Promise<void> {
    const isWhole = this.reachedOldest.value || this.list.captures.full;
    if (isWhole || !this.loaded.value) return Promise.resolve();
    const limit = rows - this.list.length > pageLength ? longPageLength : pageLength;
    this.olderPage ??= this.fetchOlder(limit).finally(() => {
      this.olderPage = null;
    });
    return this.olderPage;
  }

  /** Fetches older captures until there are none, or as many as are kept here. */
  async loadOldest(): Promise<void> {
    for (let before = -1; before !== this.list.captures.length;) {
      before = this.list.captures.length;
      await this.loadOlder(capturesMax);
    }
  }

  private async fetchOlder(limit: number): Promise<void> {
    const { captures } = this.list;
    try {
      const before = captures.oldestId || this.lastSeen + 1;
      const page = await fetchCaptures({ before, limit }, this.filter, this.signal);
      captures.prepend(page.captures);
      this.reachedOldest.value = page.captures.length < limit;
    } catch {
      // The connection is gone; scrolling asks again once it is back.
    }
  }

  /** Reads the newest page, and what lies between it and the newest that is here. */
  async readNewest(): Promise<void> {
    const newest = await fetchCaptures({ limit: pageLength }, this.filter, this.signal);
    this.lastSeen = Math.max(this.lastSeen, newest.last);
    await this.merge(newest);
    // Of what is older than that page, some may be gone.
    if (this.list.captures.length > pageLength) await this.readAgain();
  }

  /** Reads again what is here, or the newest of it, since any may be gone or back. */
  async readAgain(): Promise<void> {
    const { captures } = this.list;
    const limit = Math.min(pageMax, Math.max(pageLength, captures.length));
    const newest = await fetchCaptures({ limit }, this.filter, this.signal);
    this.lastSeen = Math.max(this.lastSeen, newest.last);
    const page = newest.captures;
    const isWhole = page.length < limit;
    captures.replaceRange(
      isWhole ? 0 : page[0]!.id,
      Math.max(this.lastSeen, page.at(-1)?.id ?? 0),
      page,
    );
    if (!isWhole) captures.removeBefore(page[0]!.id);
    this.reachedOldest.value = isWhole;
    if (this.list.length === 0) this.list.release();
  }

  /** Reads the next page of what is newer than all that was seen. */
  async readNews(): Promise<Summary[]> {
    const after = this.lastSeen;
    const page = await fetchCaptures({ after, limit: pageLength }, this.filter, this.signal);
    const newest = page.captures[page.captures.length - 1]?.id ?? after;
    this.lastSeen = page.captures.length < pageLength ? Math.max(page.last, newest) : newest;
    return page.captures;
  }

  private async merge(newest: CapturePage): Promise<void> {
    const page = newest.captures;
    const { captures } = this.list;
    // Captures may have come between the catcher's counting and its listing.
    const last = Math.max(newest.last, page[page.length - 1]?.id ?? 0);
    const whole = page.length < pageLength;
    const from = whole ? 0 : page[0]!.id;
    const gap = from - captures.newestId;
    if (!whole && gap > gapMax) captures.clear();
    if (!whole && gap > 0 && captures.length > 0) await this.fillGap(from);
    captures.replaceRange(from, last, page);
    if (whole) this.reachedOldest.value = true;
    if (this.list.length === 0) this.list.release();
  }

  private async fillGap(before: number): Promise<void> {
    const { captures } = this.list;
    let added = -1;
    while (added !== 0 && captures.newestId < before) {
      const range = { after: captures.newestId, before, limit: pageLength };
      const page = await fetchCaptures(range, this.filter, this.signal);
      added = captures.append(page.captures);
    }
  }
}

/** The sentence with which the catcher refused a filter for good; "" where it was something else. */
export function refusalIn(error: unknown): string {
  const isRefused = error instanceof ApiError && [400, 403].includes(error.status);
  return isRefused ? error.sentence : "";
}
