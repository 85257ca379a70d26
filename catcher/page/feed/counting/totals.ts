import { signal } from "@preact/signals";
import { fetchCaptures } from "../../api/api";

/** How many captures the catcher holds, and how many it let go because it was full. */
export interface Counts {
  total: number;
  dropped: number;
}

/** What the catcher says of all its captures, whatever the filter. */
export class Totals {
  readonly counts = signal<Counts>({ total: 0, dropped: 0 });
  private readonly oldestKept = signal(1);

  /** The id of the oldest capture that the catcher has, or of the next one where it has none. */
  get oldest(): number {
    return this.oldestKept.value;
  }

  add(captures: number): void {
    const { total, dropped } = this.counts.value;
    this.counts.value = { total: total + captures, dropped };
  }

  async read(run: AbortSignal): Promise<void> {
    const oldest = await fetchCaptures({ after: 0, limit: 1 }, new URLSearchParams(), run);
    this.counts.value = { total: oldest.total, dropped: oldest.dropped };
    this.oldestKept.value = oldest.captures[0]?.id ?? oldest.last + 1;
  }
}
