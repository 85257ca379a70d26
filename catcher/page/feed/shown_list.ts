import { signal } from "@preact/signals";
import type { Summary } from "../api/capture";
import { CaptureList } from "./capture_list";

/** The captures as the list shows them: while it is held, the newer ones wait. */
export class ShownList {
  readonly captures: CaptureList;
  /** The newest capture that is shown; null where all are. */
  private readonly heldAt = signal<number | null>(null);
  private readonly isPaused = signal(false);

  constructor(capturesMax: number) {
    this.captures = new CaptureList(capturesMax);
  }

  /** How many rows are shown. */
  get length(): number {
    return this.captures.length - this.waiting;
  }

  /** How many came since the list was held. */
  get waiting(): number {
    const heldAt = this.heldAt.value;
    return heldAt === null ? 0 : this.captures.countAfter(heldAt);
  }

  /** Row 0 is the newest that is shown. */
  at(row: number): Summary | undefined {
    return this.captures.at(row + this.waiting);
  }

  /** All that are shown, oldest first. */
  all(): Summary[] {
    return Array.from({ length: this.length }, (_, row) => this.at(row)!).reverse();
  }

  /** Negative where it isn't shown. */
  rowOf(id: number): number {
    return this.captures.rowOf(id) - this.waiting;
  }

  /** Lets the list stand still, so that it can be read. */
  hold(): void {
    if (this.heldAt.value === null && this.captures.length > 0) {
      this.heldAt.value = this.captures.newestId;
    }
  }

  /** Follows again, unless it is paused. */
  release(): void {
    if (!this.isPaused.value) this.heldAt.value = null;
  }

  get paused(): boolean {
    return this.isPaused.value;
  }

  set paused(paused: boolean) {
    this.isPaused.value = paused;
    this.heldAt.value = paused ? this.captures.newestId : null;
  }

  /** Forgets all; what comes next waits where it is paused. */
  clear(): void {
    this.captures.clear();
    this.heldAt.value = this.isPaused.value ? 0 : null;
  }
}
