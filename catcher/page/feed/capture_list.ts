import { signal } from "@preact/signals";
import type { Summary } from "../api/capture";

/**
 * Summaries in the order of their ids, bounded: the oldest go first. What lies between its oldest
 * and its newest is whole, so that scrolling down only ever asks for what is older.
 */
export class CaptureList {
  private items: Summary[] = [];
  /** Counts the changes: to copy 100,000 items for each would cost more than to show it. */
  private readonly revision = signal(0);

  constructor(private readonly capturesMax: number) {}

  get length(): number {
    return this.known.length;
  }

  /** 0 when empty. */
  get newestId(): number {
    return this.known[this.items.length - 1]?.id ?? 0;
  }

  /** 0 when empty. */
  get oldestId(): number {
    return this.known[0]?.id ?? 0;
  }

  /** From the newest: row 0. */
  at(row: number): Summary | undefined {
    return this.known[this.items.length - 1 - row];
  }

  /** The row of that capture; -1 where it isn't here. */
  rowOf(id: number): number {
    const index = this.lowerBound(id);
    return this.known[index]?.id === id ? this.items.length - 1 - index : -1;
  }

  /** How many are newer than that id. */
  countAfter(id: number): number {
    return this.known.length - this.lowerBound(id + 1);
  }

  /** Adds what is newer than all that is here, oldest first; what isn't newer is passed over. */
  append(captures: Summary[]): number {
    const before = this.items.length;
    let newest = this.newestId;
    for (const capture of captures) {
      if (capture.id <= newest) continue;
      this.items.push(capture);
      newest = capture.id;
    }
    const added = this.items.length - before;
    if (added === 0) return 0;
    // A little over, so that in a burst the array isn't moved for every batch.
    if (this.items.length > this.capturesMax * 1.05) {
      this.items.splice(0, this.items.length - this.capturesMax);
    }
    this.tell();
    return added;
  }

  /** Adds what is older than all that is here, oldest first. */
  prepend(captures: Summary[]): void {
    const oldest = this.oldestId || Infinity;
    this.items = captures.filter((capture) => capture.id < oldest).concat(this.items);
    this.tell();
  }

  /** What is known of the ids from `from` to `to` is now this, oldest first; the rest stands. */
  replaceRange(from: number, to: number, captures: Summary[]): void {
    const start = this.lowerBound(from);
    const end = this.lowerBound(to + 1);
    this.items = [...this.items.slice(0, start), ...captures, ...this.items.slice(end)];
    this.tell();
  }

  /** Where it is here, it is now this. */
  replace(capture: Summary): void {
    const index = this.lowerBound(capture.id);
    if (this.items[index]?.id !== capture.id) return;
    this.items[index] = capture;
    this.tell();
  }

  removeBefore(id: number): void {
    const gone = this.items.splice(0, this.lowerBound(id));
    if (gone.length > 0) this.tell();
  }

  remove(id: number): void {
    const index = this.lowerBound(id);
    if (this.items[index]?.id !== id) return;
    this.items.splice(index, 1);
    this.tell();
  }

  clear(): void {
    this.items = [];
    this.tell();
  }

  get full(): boolean {
    return this.known.length >= this.capturesMax;
  }

  /** The items, for whoever is to be told when they change. */
  private get known(): readonly Summary[] {
    void this.revision.value;
    return this.items;
  }

  private tell(): void {
    this.revision.value = this.revision.peek() + 1;
  }

  private lowerBound(id: number): number {
    let low = 0;
    let high = this.items.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.items[middle]!.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
