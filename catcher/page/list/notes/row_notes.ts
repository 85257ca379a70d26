import { signal } from "@preact/signals";
import { fetchWhole } from "../../api/api";
import type { Summary } from "../../api/capture";
import { knownValues } from "../../feed/known_values";
import { noteOf, type RowNote } from "./row_note";

/** How long the rows in sight must stay the same before they are read. */
const restMs = 250;
const bodyBytesMax = 64 * 1024;
const notesMax = 2_000;
/** How many are asked for at once. */
const partLength = 20;

/** What is known of captures beyond their summaries: read for the rows in sight, once they rest. */
export class RowNotes {
  private readonly notes = signal<ReadonlyMap<string, RowNote>>(new Map());
  private run = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  of(capture: Summary): RowNote | undefined {
    return this.notes.value.get(keyOf(capture));
  }

  /** Reads those that aren't known yet, in place of what was wanted before. */
  want(captures: Summary[]): void {
    clearTimeout(this.timer);
    this.run.abort();
    const known = this.notes.peek();
    const missing = captures.filter(
      (capture) => capture.size <= bodyBytesMax && !known.has(keyOf(capture)),
    );
    if (missing.length === 0) return;
    const run = (this.run = new AbortController());
    this.timer = setTimeout(() => void this.read(missing, run.signal), restMs);
  }

  /** A part at a time, so that the first notes needn't wait for all. */
  private async read(captures: Summary[], run: AbortSignal): Promise<void> {
    for (let from = 0; from < captures.length; from += partLength) {
      const ids = captures.slice(from, from + partLength).map(({ id }) => id);
      const whole = await fetchWhole(ids, run).catch(() => null);
      if (whole === null) return;
      // A search suggests what stands in them.
      for (const capture of whole) knownValues.learn(capture);
      const read = whole.map((capture) => [keyOf(capture), noteOf(capture)] as const);
      this.notes.value = new Map([...this.notes.peek(), ...read].slice(-notesMax));
    }
  }
}

/** In another store the same id is another capture. */
export function keyOf({ id, received_at }: { id: number; received_at: string }): string {
  return `${id} ${received_at}`;
}
