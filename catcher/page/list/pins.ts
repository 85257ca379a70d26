import { useEffect, useState } from "preact/hooks";
import { keep, kept } from "../settings/preference";

const storageKey = "hookline.pins";
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
  private times = read();
  private readonly subscribers = new Set<() => void>();

  constructor() {
    globalThis.addEventListener?.("storage", (event) => {
      if (event.key === storageKey) this.become(read());
    });
  }

  get ids(): number[] {
    return [...this.times.keys()];
  }

  has({ id, received_at }: Pinnable): boolean {
    return this.times.get(id) === received_at;
  }

  toggle(capture: Pinnable): void {
    const times = new Map(this.times);
    times.delete(capture.id);
    if (!this.has(capture)) times.set(capture.id, capture.received_at);
    this.keep(times);
  }

  /** Lets go of those whose captures are gone. */
  retain(captures: Pinnable[]): void {
    const left = captures.filter((capture) => this.has(capture));
    if (left.length === this.times.size) return;
    this.keep(new Map(left.map(({ id, received_at }) => [id, received_at])));
  }

  subscribe(subscriber: () => void): () => void {
    this.subscribers.add(subscriber);
    return () => this.subscribers.delete(subscriber);
  }

  private keep(times: Map<number, string>): void {
    const newest = [...times].slice(-pinsMax);
    keep(storageKey, JSON.stringify(newest));
    this.become(new Map(newest));
  }

  private become(times: Map<number, string>): void {
    this.times = times;
    for (const subscriber of this.subscribers) subscriber();
  }
}

export const pins = new Pins();

/** Renders the component again when a capture is pinned, or no more. */
export function usePins(): Pins {
  const [, setRender] = useState(0);
  useEffect(() => pins.subscribe(() => setRender((count) => count + 1)), []);
  return pins;
}

function read(): Map<number, string> {
  try {
    return new Map(JSON.parse(kept(storageKey) ?? "[]") as [number, string][]);
  } catch {
    return new Map();
  }
}
