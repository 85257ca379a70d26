import { signal } from "@preact/signals";
import { fetchCaptures } from "../../api/api";
import type { Summary } from "../../api/capture";

/** How many captures the catcher holds, and how many it let go because it was full. */
export interface Counts {
  total: number;
  dropped: number;
}

/** What the catcher says of all its captures, whatever the filter. */
export class Totals {
  readonly counts = signal<Counts>({ total: 0, dropped: 0 });
  private readonly oldestKept = signal(1);
  /** The highest id that the counts have. Ids have no holes when they are given. */
  private last = 0;

  /** The id of the oldest capture that the catcher has, or of the next one where it has none. */
  get oldest(): number {
    return this.oldestKept.value;
  }

  /** These came in. What the catcher had counted already when it was asked isn't counted twice. */
  add(captures: readonly Summary[]): void {
    const { total, dropped } = this.counts.value;
    const more = captures.filter(({ id }) => id > this.last).length;
    this.counts.value = { total: total + more, dropped };
    this.last = Math.max(this.last, captures.at(-1)?.id ?? 0);
  }

  /** Forgets what came, for another store. */
  clear(): void {
    this.last = 0;
  }

  async read(run: AbortSignal): Promise<void> {
    const oldest = await fetchCaptures({ after: 0, limit: 1 }, new URLSearchParams(), run);
    // Of these the stream told while the answer was under way.
    const since = Math.max(0, this.last - oldest.last);
    this.counts.value = { total: oldest.total + since, dropped: oldest.dropped };
    this.last = Math.max(this.last, oldest.last);
    this.oldestKept.value = oldest.captures[0]?.id ?? oldest.last + 1;
  }
}
