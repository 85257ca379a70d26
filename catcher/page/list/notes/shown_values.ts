import { signal } from "@preact/signals";
import { fetchCaptures } from "../../api/api";
import type { Summary } from "../../api/capture";
import { keyOf } from "./row_notes";

/** Rows that rush by aren't read: what is in sight is asked for this often at most. */
const restMs = 150;
const capturesMax = 2_000;

export type Values = ReadonlyMap<string, string>;

/**
 * What the catcher says of the rows in sight beyond their summaries, by filter names. Lists of
 * thousands needn't carry it, and it comes from whole bodies.
 */
export class ShownValues {
  private readonly values = signal<ReadonlyMap<string, Values>>(new Map());
  private names: readonly string[] = [];
  private wanted: Summary[] = [];
  private isReading = false;

  of(capture: Summary): Values | undefined {
    return this.values.value.get(keyOf(capture));
  }

  /** Reads those that aren't known yet, after what is being read, in place of what was wanted. */
  want(captures: Summary[], names: readonly string[]): void {
    if (names.join("\n") !== this.names.join("\n")) {
      this.names = names;
      this.values.value = new Map();
    }
    this.wanted = captures;
    if (!this.isReading) void this.readWanted();
  }

  private async readWanted(): Promise<void> {
    this.isReading = true;
    for (let missing = this.missing(); missing.length > 0; missing = this.missing()) {
      const { names } = this;
      const read = await valuesOf(missing, names).catch(() => null);
      if (read === null) break;
      if (names === this.names) {
        // Those that have gone meanwhile have no values; asked again they would have none either.
        const found = missing.map((capture) => [keyOf(capture), read.get(capture.id) ?? new Map()]);
        const all = [...this.values.peek(), ...(found as [string, Values][])];
        this.values.value = new Map(all.slice(-capturesMax));
      }
      await new Promise((rested) => setTimeout(rested, restMs));
    }
    this.isReading = false;
  }

  private missing(): Summary[] {
    if (this.names.length === 0) return [];
    return this.wanted.filter((capture) => !this.values.peek().has(keyOf(capture)));
  }
}

async function valuesOf(
  captures: Summary[],
  names: readonly string[],
): Promise<ReadonlyMap<number, Values>> {
  const query = new URLSearchParams({ id: captures.map(({ id }) => id).join() });
  for (const name of names) query.append("show", name);
  const page = await fetchCaptures({ limit: captures.length }, query);
  return new Map(page.captures.map(({ id, shown }) => [id, new Map(shown)]));
}
