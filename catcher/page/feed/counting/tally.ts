import { batch, signal } from "@preact/signals";
import { fetchCount } from "../../api/api";

/** How long a step of the count should take, so that its progress is seen. */
const stepMs = 150;
const stepIds = { first: 4_000, least: 1_000, most: 500_000 };

/** Counts what matches a filter, step by step from the newest on. */
export class Tally {
  private readonly state = signal({ counted: 0, progress: 1 });
  private readonly added = signal(0);
  private run = new AbortController();

  get count(): number {
    return this.state.value.counted + this.added.value;
  }

  /** From 0 to 1. */
  get progress(): number {
    return this.state.value.progress;
  }

  /** What came since the count began. */
  add(captures: number): void {
    this.added.value += captures;
  }

  /** Stops, and forgets what it counted. */
  clear(): void {
    this.run.abort();
    this.state.value = { counted: 0, progress: 1 };
    this.added.value = 0;
  }

  /**
   * Counts among the ids from `oldest` to `last`. What was counted before stands until it is done;
   * after a clear() the count is seen to grow. Throws when the catcher can't be asked.
   */
  async begin(filter: URLSearchParams, oldest: number, last: number): Promise<void> {
    this.run.abort();
    this.run = new AbortController();
    const run = this.run.signal;
    const isAnew = this.state.value.counted === 0;
    this.state.value = { ...this.state.value, progress: 1 };
    const addedBefore = this.added.value;
    let counted = 0;
    let ids = stepIds.first;
    for (let before = last + 1; before > oldest;) {
      const after = Math.max(oldest - 1, before - 1 - ids);
      const begunMs = performance.now();
      counted += await fetchCount({ after, before }, filter, run);
      const faster = stepMs / Math.max(1, performance.now() - begunMs);
      ids = Math.round(Math.min(stepIds.most, Math.max(stepIds.least, ids * faster)));
      before = after + 1;
      if (!isAnew) continue;
      this.state.value = { counted, progress: (last + 1 - before) / (last + 1 - oldest) };
    }
    batch(() => {
      this.state.value = { counted, progress: 1 };
      this.added.value -= addedBefore;
    });
  }
}
