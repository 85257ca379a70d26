import { batch, computed, effect, signal, untracked } from "@preact/signals";
import { fetchHealth } from "../api/api";
import { ApiError } from "../api/api_error";
import type { Health, Summary } from "../api/capture";
import { catchingUrl } from "../api/catching_url";
import { authorization } from "../api/token";
import { type Connection, Live, type Met } from "../stream/live";
import { News } from "./live/news";
import { capturesMax, refusalIn, Search } from "./search";
import type { ShownList } from "./shown_list";
import { Soon } from "./soon";
import { Totals } from "./counting/totals";

const countsEveryMs = 1_000;
const recountEveryMs = 3_000;

/**
 * The captures that match a filter, followed live: new ones come in by themselves, older ones are
 * fetched when they are asked for. What is read from it while a component is rendered is followed.
 */
export class Feed {
  readonly connection = signal<Connection>("connecting");
  readonly health = signal<Health | null>(null);
  /** The catcher wants a token that isn't known here. */
  readonly locked = signal(false);
  /** Counts the stores that were followed: the same id is another capture in another store. */
  readonly store = signal(0);
  readonly totals = new Totals();
  readonly news = new News({
    current: () => this.search,
    onCame: (captures) => this.countCame(captures),
    onCounts: () => this.countsSoon.request(),
    onOther: () => this.refresh(),
  });

  /** Whether newer text was typed than is searched for: then what is found for it isn't shown. */
  readonly isSuperseded = signal(false);
  /** Whether somebody is still typing: then a refusal isn't shown yet. */
  readonly isTyping = signal(false);

  private readonly current = signal(new Search(new URLSearchParams()));
  /** The search that takes the place of the current one once it is answered, if there is one. */
  private readonly next = signal<Search | null>(null);
  private refreshing: Search | null = null;
  private refreshAgain = false;
  private readonly countsSoon = new Soon(countsEveryMs, () => {
    this.readTotals(this.search).catch(() => undefined);
  });
  private readonly recountSoon = new Soon(recountEveryMs, () => {
    this.search.recount(this.totals.oldest);
  });

  /** Nothing was caught, or all of it was deleted. */
  readonly isEmpty = computed(
    () =>
      this.search.loaded.value &&
      this.list.captures.length === 0 &&
      this.totals.counts.value.total === 0,
  );

  constructor() {
    effect(() => {
      const next = this.next.value;
      const isLater =
        this.isSuperseded.value || (this.isTyping.value && next?.refusal.value !== "");
      if (next?.loaded.value && !isLater) untracked(() => this.show(next));
    });
  }

  /** The one whose captures are shown. */
  get search(): Search {
    return this.current.value;
  }

  /** The search that was begun last: the one that is shown, or will be once it is answered. */
  get sought(): Search {
    return this.next.value ?? this.current.value;
  }

  /** Whether rows of the search before are still shown, since the catcher has yet to answer. */
  get isSearchingAnew(): boolean {
    return this.sought !== this.search && !this.sought.loaded.value;
  }

  get list(): ShownList {
    return this.search.list;
  }

  /** Begins anew with this filter. What was found before is shown until there is an answer. */
  start(filter: URLSearchParams): void {
    this.next.peek()?.end();
    const search = new Search(filter);
    batch(() => {
      this.next.value = search;
      this.locked.value = false;
      if (!this.current.peek().loaded.peek()) this.show(search);
    });
    void this.live(search).follow(search.signal);
  }

  private show(search: Search): void {
    const before = this.current.peek();
    before.end();
    batch(() => {
      if (before.list.paused) search.list.paused = true;
      this.current.value = search;
      this.next.value = null;
    });
    // It may have waited here, answered, for what was typed to be taken back.
    const isBehind = this.news.lastTold > search.lastSeen;
    this.news.clear();
    if (isBehind && search.loaded.peek()) void this.refresh();
  }

  /** Whether all captures up to that one were deleted, or made room for newer ones. */
  isGone(id: number): boolean {
    return id < this.totals.oldest;
  }

  /** How many rows there are, once all older ones are fetched. */
  get expectedLength(): number {
    const { list, search } = this;
    if (search.reachedOldest.value || !search.loaded.value) return list.length;
    const all = search.isFiltered ? search.tally.count : this.totals.counts.value.total;
    return Math.max(list.length, Math.min(all, capturesMax) - list.waiting);
  }

  /** Takes it off the list, once it was deleted. */
  remove(id: number): void {
    this.list.captures.remove(id);
    this.countsSoon.request();
  }

  private live(search: Search): Live {
    return new Live({
      stream: { path: "/api/stream", authorization },
      meet: (signal) => this.meet(signal),
      catchUp: (signal) => this.catchUp(search, signal),
      take: (events) => this.news.take(events),
      isRefused: (error) => this.isRefused(search, error),
      onChange: (connection) => {
        this.connection.value = connection;
      },
    });
  }

  /** Whether asking again would bring the same answer. */
  private isRefused(search: Search, error: unknown): boolean {
    this.locked.value = error instanceof ApiError && error.status === 401;
    const refusal = refusalIn(error);
    if (refusal) {
      search.refuse(refusal);
      this.connection.value = "live";
    }
    return this.locked.value || refusal !== "";
  }

  private async meet(run: AbortSignal): Promise<Met> {
    const health = await fetchHealth(run);
    const known = this.health.value;
    if (known && isOtherPage(known, health)) location.reload();
    batch(() => {
      if (known && known.store !== health.store) this.beginStore();
      this.health.value = { ...health, catching: catchingUrl(health.catching, location.hostname) };
    });
    return { page: health.page, state: `${health.store} ${health.last} ${health.total}` };
  }

  private beginStore(): void {
    this.store.value += 1;
    this.news.clear();
    this.totals.clear();
    this.search.clear();
    this.next.peek()?.clear();
  }

  /** Once the stream has begun: what came, and went, while there was none. */
  private async catchUp(search: Search, run: AbortSignal): Promise<void> {
    await this.meet(run);
    await search.readNewest();
    search.answer();
    this.news.updates.addAll();
    await this.readTotals(search);
    search.recount(this.totals.oldest);
  }

  /** Reads the newest again. Asked for meanwhile, it is done once more. */
  private async refresh(): Promise<void> {
    const { search } = this;
    this.refreshAgain = this.refreshing === search;
    if (this.refreshAgain) return;
    this.refreshing = search;
    try {
      await search.readAgain();
      this.news.updates.addAll();
      await this.readTotals(search);
      this.recountSoon.request();
    } catch {
      // The stream breaks off then, too, and catches up when it is back.
    }
    if (this.refreshing !== search) return;
    this.refreshing = null;
    if (this.refreshAgain && !search.signal.aborted) void this.refresh();
  }

  private countCame(captures: readonly Summary[]): void {
    if (!this.search.isFiltered) this.totals.add(captures);
    // The stream doesn't say how many were dropped, so while captures come the catcher is asked.
    this.countsSoon.request();
  }

  /** Reads the counts, and takes off the list what the catcher no longer has. */
  private async readTotals(search: Search): Promise<void> {
    const { dropped } = this.totals.counts.value;
    await this.totals.read(search.signal);
    if (this.totals.counts.value.dropped !== dropped) this.recountSoon.request();
    search.list.captures.removeBefore(this.totals.oldest);
  }
}

/** Whether the catcher that answers now has another page than the one that this was loaded from. */
function isOtherPage(then: Health, now: Health): boolean {
  return then.version !== now.version || then.page !== now.page;
}
