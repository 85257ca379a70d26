import { signal } from "@preact/signals";

const capturesMax = 10_000;

/** How often there was more to know of a capture: what became of sending it on. */
export class Updates {
  private readonly counts = new Map<number, number>();
  private ofAll = 0;
  private readonly revision = signal(0);

  /** Grows with each time. */
  of(id: number): number {
    void this.revision.value;
    return this.ofAll + (this.counts.get(id) ?? 0);
  }

  /** There may be more to know of any. */
  addAll(): void {
    this.ofAll += 1;
    this.revision.value = this.revision.peek() + 1;
  }

  add(ids: number[]): void {
    if (ids.length === 0) return;
    if (this.counts.size > capturesMax) this.counts.clear();
    for (const id of ids) this.counts.set(id, (this.counts.get(id) ?? 0) + 1);
    this.revision.value = this.revision.peek() + 1;
  }
}
