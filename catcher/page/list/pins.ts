import { Stored } from "../settings/stored";

/** As many as the catcher takes in one filter. */
const pinsMax = 1_000;

interface Pinnable {
  id: number;
  received_at: string;
}

/**
 * Which captures are pinned, kept by this browser. An id alone isn't enough: in another store the
 * same id is another capture, so a pin knows when its capture came.
 */
class Pins {
  private readonly times = new Stored<ReadonlyMap<number, string>>("hookline.pins", {
    read: mapOf,
    write: (times) => JSON.stringify([...times]),
  });

  get ids(): number[] {
    return [...this.times.value.keys()];
  }

  has({ id, received_at }: Pinnable): boolean {
    return this.times.value.get(id) === received_at;
  }

  toggle(capture: Pinnable): void {
    const times = new Map(this.times.value);
    times.delete(capture.id);
    if (!this.has(capture)) times.set(capture.id, capture.received_at);
    this.times.value = new Map([...times].slice(-pinsMax));
  }

  /** Lets go of those whose captures are gone. */
  retain(captures: Pinnable[]): void {
    const left = captures.filter((capture) => this.has(capture));
    if (left.length === this.times.value.size) return;
    this.times.value = new Map(left.map(({ id, received_at }) => [id, received_at]));
  }
}

export const pins = new Pins();

function mapOf(text: string | null): Map<number, string> {
  try {
    return new Map(JSON.parse(text ?? "[]") as [number, string][]);
  } catch {
    return new Map();
  }
}
