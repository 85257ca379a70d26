import { batch, signal } from "@preact/signals";
import { Serial } from "../account/serial";
import { sentenceOf } from "../api/api";

interface Row {
  id: number;
}

interface Source<Item> {
  /** The newest that match, of those under that id where one is given; newest first. */
  page: (before: number | undefined, limit: number, until: AbortSignal) => Promise<Item[]>;
  /** Those of these that match. */
  some: (ids: number[], until: AbortSignal) => Promise<Item[]>;
}

/** The most that is asked for at once. */
const pageRows = 300;
const firstRows = 100;
/** Nobody reads rows that change at every frame; showing them would take all of the tab. */
const burst = { rows: 20, restMs: 100 };

/**
 * What the platform has listed, the newest first: older ones are fetched when they are scrolled to,
 * new and changed ones when the stream tells of them.
 */
export class LiveRows<Item extends Row> {
  readonly rows = signal<readonly Item[]>([]);
  readonly isLoaded = signal(false);
  /** Whether the oldest is among them. */
  readonly isWhole = signal(false);
  readonly failure = signal("");
  private readonly changed = new Set<number>();
  private reached = 0;
  private readonly ended = new AbortController();
  private readonly newest = new Serial(() => this.attempt(() => this.readNewest()));
  private readonly older = new Serial(() => this.attempt(() => this.readOlder()));
  private readonly news = new Serial(() => this.attempt(() => this.readChanged()));

  constructor(private readonly source: Source<Item>) {}

  end(): void {
    this.ended.abort();
  }

  /** Looks at all of what is known again, and at what is newer. */
  refresh(): void {
    for (const { id } of this.rows.peek()) this.changed.add(id);
    this.newest.ask();
    this.news.ask();
  }

  /** Looks at what is newer, where nothing changes that is known. */
  readAgain(): void {
    this.newest.ask();
  }

  /** Looks at these: they are new, or have changed. */
  update(ids: readonly number[]): void {
    for (const id of ids) this.changed.add(id);
    if (ids.length > 0) this.news.ask();
  }

  /** Fetches until the row of that index is there. */
  reach(index: number): void {
    this.reached = Math.max(this.reached, index + 1);
    if (this.isMoreWanted()) this.older.ask();
  }

  private isMoreWanted(): boolean {
    return (
      this.isLoaded.peek() &&
      !this.isWhole.peek() &&
      this.rows.peek().length < this.reached + firstRows
    );
  }

  private async readNewest(): Promise<void> {
    const limit = Math.min(pageRows, Math.max(firstRows, this.rows.peek().length));
    const page = await this.source.page(undefined, limit, this.ended.signal);
    const known = this.rows.peek();
    batch(() => {
      if (page.length < limit) this.isWhole.value = true;
      else if (page.at(-1)!.id > (known[0]?.id ?? 0)) this.isWhole.value = false;
      this.rows.value = withNewest(known, page, limit);
      this.isLoaded.value = true;
    });
  }

  private async readOlder(): Promise<void> {
    while (this.isMoreWanted()) {
      const last = this.rows.peek().at(-1);
      const page = await this.source.page(last?.id, pageRows, this.ended.signal);
      batch(() => {
        const known = this.rows.peek();
        const end = known.at(-1)?.id ?? Infinity;
        this.rows.value = [...known, ...page.filter(({ id }) => id < end)];
        if (page.length < pageRows) this.isWhole.value = true;
      });
    }
  }

  private async readChanged(): Promise<void> {
    while (this.changed.size > 0) {
      const ids = [...this.changed].sort((a, b) => b - a).slice(0, pageRows);
      for (const id of ids) this.changed.delete(id);
      const found = await this.source.some(ids, this.ended.signal);
      const known = this.rows.peek();
      const oldest = this.isWhole.peek() ? 0 : (known.at(-1)?.id ?? 0);
      const shown = found.filter(({ id }) => id >= oldest);
      this.rows.value = withChanged(known, new Set(ids), shown);
      if (ids.length > burst.rows) await rest(burst.restMs);
    }
  }

  private async attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.failure.value = "";
    } catch (error) {
      if (!this.ended.signal.aborted) this.failure.value = sentenceOf(error);
    }
  }
}

function rest(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** A page of the newest in place of what was known of them; what was between is left to be read. */
export function withNewest<Item extends Row>(
  known: readonly Item[],
  page: Item[],
  limit: number,
): readonly Item[] {
  const last = page.at(-1)?.id ?? 0;
  if (page.length < limit || last > (known[0]?.id ?? 0)) return page;
  return [...page, ...known.filter(({ id }) => id < last)];
}

/** `asked`: those that were looked at. What wasn't found of them matches no more, or is gone. */
export function withChanged<Item extends Row>(
  known: readonly Item[],
  asked: ReadonlySet<number>,
  found: readonly Item[],
): readonly Item[] {
  if (found.length === 0 && !known.some(({ id }) => asked.has(id))) return known;
  const kept = known.filter(({ id }) => !asked.has(id));
  return [...found, ...kept].sort((a, b) => b.id - a.id);
}
