import { ApiError, fetchCaptures, fetchHealth } from "../api/api";
import type { CapturePage, Health, Summary } from "../api/capture";
import type { StreamEvent } from "../api/event_stream";
import { CaptureList } from "./capture_list";
import { catchingUrl } from "./catching_url";
import { Frame } from "./frame";
import { type Connection, Live } from "./live";
import { Tally } from "./tally";

const capturesMax = 100_000;
const pageLength = 500;
/** Where many are wanted at once, as when the list is scrolled to its end. */
const longPageLength = 5_000;
/** A gap longer than this isn't filled: the list begins anew with the newest page. */
const gapMax = 5_000;
const countsEveryMs = 1_000;
const updatesMax = 10_000;
const recountEveryMs = 3_000;
/** Nobody reads a list that changes at every frame, and showing it would take all of the tab. */
const burst = { captures: 20, restMs: 100 };

/** How many captures the catcher holds, and how many it let go because it was full. */
export interface Counts {
  total: number;
  dropped: number;
}

/**
 * The captures that match a filter, followed live: new ones come in by themselves, older ones are
 * fetched when they are asked for. Changes are told to the subscribers, at most once a frame, and
 * less often in a burst.
 */
export class Feed {
  readonly captures = new CaptureList(capturesMax);
  connection: Connection = "connecting";
  counts: Counts = { total: 0, dropped: 0 };
  health: Health | null = null;
  /** A sentence, where the catcher refused the filter. */
  refusal = "";
  /** The catcher wants a token that isn't known here. */
  locked = false;
  loaded = false;
  reachedOldest = false;
  paused = false;
  /** Counts the stores that were followed: the same id is another capture in another store. */
  store = 0;
  /** Counts the changes told to subscribers. */
  revision = 0;

  /** Where set, the list shows nothing newer than this capture, and the newer ones wait. */
  private heldAt: number | null = null;
  private readonly tally = new Tally(() => this.frame.request());
  private oldestKept = 1;
  private filter = new URLSearchParams();
  /** The highest id known of, whether it matches the filter or not. */
  private lastSeen = 0;
  /** The highest id that the stream has told of. */
  private lastTold = 0;
  /** Whose news are being fetched. */
  private newsOf: AbortSignal | null = null;
  private arrived: Summary[] = [];
  /** Captures of which there is more to know by now: what became of sending them on. */
  private updated: Summary[] = [];
  private updateCounts = new Map<number, number>();
  private run = new AbortController();
  private olderPage: Promise<void> | null = null;
  private refreshing = false;
  private refreshAgain = false;
  private countsTimer: ReturnType<typeof setTimeout> | null = null;
  private recountTimer: ReturnType<typeof setTimeout> | null = null;
  private subscribers = new Set<() => void>();
  private arrivalListeners = new Set<(captures: Summary[]) => void>();
  private frame = new Frame(() => this.flush());

  subscribe(subscriber: () => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  /** Calls with what came in live, oldest first. */
  onArrival(listener: (captures: Summary[]) => void): () => void {
    this.arrivalListeners.add(listener);
    return () => this.arrivalListeners.delete(listener);
  }

  /** Grows with each time that there was more to know of a capture. */
  updatesOf(id: number): number {
    return this.updateCounts.get(id) ?? 0;
  }

  /** Begins anew with this filter. */
  start(filter: URLSearchParams): void {
    this.run.abort();
    this.run = new AbortController();
    this.filter = filter;
    this.captures.clear();
    this.arrived = [];
    this.updated = [];
    this.lastSeen = this.lastTold = 0;
    this.loaded = this.reachedOldest = false;
    this.olderPage = null;
    this.refusal = "";
    this.locked = false;
    this.heldAt = null;
    this.paused = false;
    this.tally.clear();
    void this.live().follow(this.run.signal);
    this.frame.request();
  }

  get loadingOlder(): boolean {
    return this.olderPage !== null;
  }

  /** Whether all captures up to that one were deleted, or made room for newer ones. */
  isGone(id: number): boolean {
    return id < this.oldestKept;
  }

  /** How many rows the list shows. */
  get length(): number {
    return this.captures.length - this.waiting;
  }

  /** How many rows there are, once all older ones are fetched. */
  get expectedLength(): number {
    if (this.reachedOldest || !this.loaded) return this.length;
    const all = this.isFiltered ? this.tally.count : this.counts.total;
    return Math.max(this.length, Math.min(all, capturesMax) - this.waiting);
  }

  get isFiltered(): boolean {
    return this.filter.toString() !== "";
  }

  /** How many match the filter, as far as is known, and how much was searched, from 0 to 1. */
  get found(): { count: number; progress: number } {
    if (this.reachedOldest) return { count: this.captures.length, progress: 1 };
    const progress = this.loaded ? this.tally.progress : 0;
    return { count: Math.max(this.tally.count, this.captures.length), progress };
  }

  /** How many came since the list was held. */
  get waiting(): number {
    return this.heldAt === null ? 0 : this.captures.countAfter(this.heldAt);
  }

  /** Row 0 is the newest that is shown. */
  at(row: number): Summary | undefined {
    return this.captures.at(row + this.waiting);
  }

  /** All that are shown, oldest first. */
  all(): Summary[] {
    return Array.from({ length: this.length }, (_, row) => this.at(row)!).reverse();
  }

  /** Negative where the list doesn't show it. */
  rowOf(id: number): number {
    return this.captures.rowOf(id) - this.waiting;
  }

  /** Lets the list stand still, so that it can be read. */
  hold(): void {
    if (this.heldAt !== null || this.captures.length === 0) return;
    this.heldAt = this.captures.newestId;
    this.frame.request();
  }

  /** Follows again, unless it is paused. */
  release(): void {
    if (this.heldAt === null || this.paused) return;
    this.heldAt = null;
    this.frame.request();
  }

  setPaused(paused: boolean): void {
    this.paused = paused;
    this.heldAt = paused ? this.captures.newestId : null;
    this.frame.request();
  }

  /**
   * Fetches the next page of older captures, a longer one where that many rows are wanted; one page
   * at a time, whoever asks.
   */
  loadOlder(rows = 0): Promise<void> {
    if (this.reachedOldest || !this.loaded || this.captures.full) return Promise.resolve();
    const limit = rows - this.length > pageLength ? longPageLength : pageLength;
    this.olderPage ??= this.fetchOlder(limit, this.run.signal).finally(() => {
      this.olderPage = null;
      this.frame.request();
    });
    return this.olderPage;
  }

  /** Fetches older captures until there are none, or as many as are kept here. */
  async loadOldest(): Promise<void> {
    for (let before = -1; before !== this.captures.length;) {
      before = this.captures.length;
      await this.loadOlder(capturesMax);
    }
  }

  /** Takes it off the list, once it was deleted. */
  remove(id: number): void {
    this.captures.remove(id);
    this.refreshCountsSoon();
    this.frame.request();
  }

  private async fetchOlder(limit: number, signal: AbortSignal): Promise<void> {
    this.frame.request();
    try {
      const before = this.captures.oldestId || this.lastSeen + 1;
      const page = await fetchCaptures({ before, limit }, this.filter, signal);
      this.captures.prepend(page.captures);
      this.reachedOldest = page.captures.length < limit;
    } catch {
      // The connection is gone; scrolling asks again once it is back.
    }
  }

  private live(): Live {
    return new Live({
      meet: (signal) => this.meet(signal),
      catchUp: (signal) => this.catchUp(signal),
      take: (events) => this.take(events),
      isRefused: (error) => this.isRefused(error),
      onChange: (connection) => this.setConnection(connection),
    });
  }

  /** Whether asking again would bring the same answer. */
  private isRefused(error: unknown): boolean {
    if (!(error instanceof ApiError)) return false;
    this.locked = error.status === 401;
    if (error.status === 400 || error.status === 403) this.refuse(error.message);
    this.frame.request();
    return this.locked || this.refusal !== "";
  }

  private refuse(sentence: string): void {
    this.refusal = sentence;
    this.loaded = true;
    this.setConnection("live");
  }

  private async meet(signal: AbortSignal): Promise<Health> {
    const health = await fetchHealth(signal);
    if (this.health && isOtherPage(this.health, health)) location.reload();
    if (this.health && this.health.store !== health.store) this.beginStore();
    this.health = { ...health, catching: catchingUrl(health.catching, location.hostname) };
    this.flush();
    return health;
  }

  /** Once the stream has begun: what came, and went, while there was none. */
  private async catchUp(signal: AbortSignal): Promise<void> {
    await this.meet(signal);
    const newest = await fetchCaptures({ limit: pageLength }, this.filter, signal);
    this.lastSeen = newest.last;
    await this.merge(newest, signal);
    this.loaded = true;
    await this.refreshCounts(signal);
    this.recount(signal);
  }

  private beginStore(): void {
    this.store += 1;
    this.lastSeen = this.lastTold = 0;
    this.captures.clear();
    this.tally.clear();
    this.heldAt = this.paused ? 0 : null;
  }

  /** Captures were deleted, or more came than the stream carries: reads the newest again. */
  private async refresh(): Promise<void> {
    this.refreshAgain = this.refreshing;
    if (this.refreshing) return;
    const { signal } = this.run;
    this.refreshing = true;
    try {
      const newest = await fetchCaptures({ limit: pageLength }, this.filter, signal);
      this.lastSeen = Math.max(this.lastSeen, newest.last);
      await this.merge(newest, signal);
      await this.refreshCounts(signal);
      this.recountSoon();
    } catch {
      // The stream breaks off then, too, and catches up when it is back.
    }
    this.refreshing = false;
    if (this.refreshAgain && !signal.aborted) void this.refresh();
    this.frame.request();
  }

  /** Takes in the newest page. */
  private async merge(newest: CapturePage, signal: AbortSignal): Promise<void> {
    const page = newest.captures;
    // Captures may have come between the catcher's counting and its listing.
    const last = Math.max(newest.last, page[page.length - 1]?.id ?? 0);
    const whole = page.length < pageLength;
    const from = whole ? 0 : page[0]!.id;
    const gap = from - this.captures.newestId;
    if (!whole && gap > gapMax) this.captures.clear();
    if (!whole && gap > 0 && this.captures.length > 0) await this.fillGap(from, signal);
    this.captures.replaceRange(from, last, page);
    if (whole) this.reachedOldest = true;
    if (this.length === 0 && !this.paused) this.heldAt = null;
  }

  private async fillGap(before: number, signal: AbortSignal): Promise<void> {
    let added = -1;
    while (added !== 0 && this.captures.newestId < before) {
      const after = this.captures.newestId;
      const page = await fetchCaptures({ after, before, limit: pageLength }, this.filter, signal);
      added = this.captures.append(page.captures);
    }
  }

  private take(events: StreamEvent[]): void {
    for (const event of events) this.takeOne(event);
    if (this.isFiltered && this.lastTold > this.lastSeen) void this.fetchNews();
    this.frame.request();
  }

  /** All tabs have the same stream, of all captures. */
  private takeOne({ type, data }: StreamEvent): void {
    if (type === "capture") {
      const capture = JSON.parse(data) as Summary;
      this.lastTold = capture.id;
      if (!this.isFiltered) this.arrived.push(capture);
    } else if (type === "updated") {
      this.updated.push(JSON.parse(data) as Summary);
    } else if (type === "counts") {
      this.refreshCountsSoon();
    } else if (type === "cleared" || type === "resync") {
      this.arrived = [];
      void this.refresh();
    }
  }

  /** Of what the stream told of, the catcher says what matches. One page at a time. */
  private async fetchNews(): Promise<void> {
    const { signal } = this.run;
    if (this.newsOf === signal) return;
    this.newsOf = signal;
    try {
      while (this.lastTold > this.lastSeen && !signal.aborted) {
        if (this.lastTold - this.lastSeen > gapMax) await this.refresh();
        else await this.fetchNewsPage(signal);
        await new Promise((resolve) => setTimeout(resolve, burst.restMs));
      }
    } catch {
      // The stream breaks off then, too, and the list is read again when it is back.
    }
    if (this.newsOf === signal) this.newsOf = null;
  }

  private async fetchNewsPage(signal: AbortSignal): Promise<void> {
    const after = this.lastSeen;
    const page = await fetchCaptures({ after, limit: pageLength }, this.filter, signal);
    const newest = page.captures[page.captures.length - 1]?.id ?? after;
    this.lastSeen = page.captures.length < pageLength ? Math.max(page.last, newest) : newest;
    this.arrived.push(...page.captures);
    this.refreshCountsSoon();
    this.frame.request();
  }

  private flush(): number {
    const { length } = this.arrived;
    if (length > 0) {
      const before = this.captures.length;
      const added = this.captures.append(this.arrived);
      if (this.captures.length < before + added) this.reachedOldest = false;
      this.lastSeen = Math.max(this.lastSeen, this.captures.newestId);
      for (const listener of this.arrivalListeners) listener(this.arrived);
      this.arrived = [];
      this.tally.add(added);
      if (!this.isFiltered) this.counts = { ...this.counts, total: this.counts.total + added };
      this.refreshCountsSoon();
    }
    this.takeUpdates();
    this.revision += 1;
    for (const subscriber of this.subscribers) subscriber();
    return length < burst.captures ? 0 : burst.restMs;
  }

  private takeUpdates(): void {
    if (this.updateCounts.size > updatesMax) this.updateCounts.clear();
    for (const capture of this.updated) {
      this.captures.replace(capture);
      this.updateCounts.set(capture.id, this.updatesOf(capture.id) + 1);
    }
    this.updated = [];
  }

  /** The stream doesn't say how many were dropped, so while captures come the catcher is asked. */
  private refreshCountsSoon(): void {
    if (this.countsTimer !== null) return;
    this.countsTimer = setTimeout(() => {
      this.countsTimer = null;
      this.refreshCounts(this.run.signal).catch(() => undefined);
    }, countsEveryMs);
  }

  /** Reads the counts, and takes off the list what the catcher no longer has. */
  private async refreshCounts(signal: AbortSignal): Promise<void> {
    const oldest = await fetchCaptures({ after: 0, limit: 1 }, new URLSearchParams(), signal);
    if (oldest.dropped !== this.counts.dropped) this.recountSoon();
    this.counts = { total: oldest.total, dropped: oldest.dropped };
    this.oldestKept = oldest.captures[0]?.id ?? oldest.last + 1;
    this.captures.removeBefore(this.oldestKept);
    this.frame.request();
  }

  private recountSoon(): void {
    if (this.recountTimer !== null) return;
    this.recountTimer = setTimeout(() => {
      this.recountTimer = null;
      this.recount(this.run.signal);
    }, recountEveryMs);
  }

  /** Of an unfiltered list the catcher's own counts say it all. */
  private recount(signal: AbortSignal): void {
    if (!this.isFiltered || this.reachedOldest || signal.aborted) return;
    const last = Math.max(this.lastSeen, this.captures.newestId);
    this.tally.begin(this.filter, this.oldestKept, last).catch(() => undefined);
  }

  private setConnection(connection: Connection): void {
    this.connection = connection;
    this.frame.request();
  }
}

/** Whether the catcher that answers now has another page than the one that this was loaded from. */
function isOtherPage(then: Health, now: Health): boolean {
  return then.version !== now.version || then.page !== now.page;
}
