import { fetchCount } from "../api/api";

/** How long a step of the count should take, so that its progress is seen. */
const stepMs = 150;
const stepIds = { first: 4_000, least: 1_000, most: 500_000 };

/** Counts what matches a filter, step by step from the newest on. */
export class Tally {
  /** From 0 to 1. */
  progress = 1;
  private counted = 0;
  private added = 0;
  private run = new AbortController();

  constructor(private readonly onChange: () => void) {}

  get count(): number {
    return this.counted + this.added;
  }

  /** What came since the count began. */
  add(captures: number): void {
    this.added += captures;
  }

  /** Forgets what it counted. */
  clear(): void {
    this.stop();
    this.counted = this.added = 0;
  }

  /**
   * Counts among the ids from `oldest` to `last`. What was counted before stands until it is done;
   * after a clear() the count is seen to grow. Throws when the catcher can't be asked.
   */
  async begin(filter: URLSearchParams, oldest: number, last: number): Promise<void> {
    this.stop();
    const { signal } = this.run;
    const isAnew = this.counted === 0;
    const addedBefore = this.added;
    let counted = 0;
    let ids = stepIds.first;
    for (let before = last + 1; before > oldest;) {
      const after = Math.max(oldest - 1, before - 1 - ids);
      const begunMs = performance.now();
      counted += await fetchCount({ after, before }, filter, signal);
      const faster = stepMs / Math.max(1, performance.now() - begunMs);
      ids = Math.round(Math.min(stepIds.most, Math.max(stepIds.least, ids * faster)));
      before = after + 1;
      if (!isAnew) continue;
      this.counted = counted;
      this.progress = (last + 1 - before) / (last + 1 - oldest);
      this.onChange();
    }
    this.counted = counted;
    this.added -= addedBefore;
    this.progress = 1;
    this.onChange();
  }

  private stop(): void {
    this.run.abort();
    this.run = new AbortController();
    this.progress = 1;
  }
}
