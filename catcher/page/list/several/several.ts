import { signal } from "@preact/signals";
import type { ShownList } from "../../feed/shown_list";

/** As many as the catcher takes in one filter. */
const idsMax = 1_000;

/** Captures chosen together, to be exported, sent again, compared or deleted. */
class Several {
  private readonly chosen = signal<ReadonlySet<number>>(new Set());
  /** Whether a click on a row chooses it, instead of opening it. */
  readonly isChoosing = signal(false);
  /** From where a range goes on. */
  private anchor: number | null = null;

  /** Oldest first. */
  get ids(): number[] {
    return [...this.chosen.value].sort((a, b) => a - b);
  }

  get size(): number {
    return this.chosen.value.size;
  }

  /** Whether any is chosen, or is to be. */
  get isUnderWay(): boolean {
    return this.isChoosing.value || this.size > 0;
  }

  has(id: number): boolean {
    return this.chosen.value.has(id);
  }

  toggle(id: number): void {
    const ids = new Set(this.chosen.value);
    if (!ids.delete(id)) ids.add(id);
    this.set(ids);
    this.anchor = id;
  }

  /** All from the last one that was chosen, or else from `open`, to that one. */
  extendTo(id: number, list: ShownList, open: number | null): void {
    const from = this.anchor ?? open ?? id;
    const rows = [list.rowOf(from), list.rowOf(id)].filter((row) => row >= 0);
    this.anchor = from;
    this.set(
      new Set([...this.chosen.value, ...idsBetween(list, Math.min(...rows), Math.max(...rows))]),
    );
  }

  /** The newest that are shown. */
  chooseAll(list: ShownList): void {
    this.set(new Set(idsBetween(list, 0, Math.min(list.length, idsMax) - 1)));
  }

  clear(): void {
    this.chosen.value = new Set();
    this.isChoosing.value = false;
    this.anchor = null;
  }

  private set(ids: ReadonlySet<number>): void {
    this.chosen.value = new Set([...ids].slice(0, idsMax));
  }
}

export const several = new Several();

function idsBetween(list: ShownList, first: number, last: number): number[] {
  const ids: number[] = [];
  for (let row = first; row <= last; row += 1) {
    const capture = list.at(row);
    if (capture) ids.push(capture.id);
  }
  return ids;
}
