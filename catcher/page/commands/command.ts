import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";

/** What a command does. `key` says which of its keys was pressed, from 0; null where none was. */
export type Offer = (key: number | null) => void;

/** Something that can be done on the page. Whoever can do it offers it while that is possible. */
export class Command {
  private readonly offers = signal<readonly { offer: Offer; rank: number }[]>([]);

  constructor(
    /** What it does, as the help says it. */
    readonly words: string,
    readonly keys: readonly string[] = [],
  ) {}

  get isPossible(): boolean {
    return this.offers.value.length > 0;
  }

  run(key: number | null = null): void {
    this.offers.peek().at(-1)?.offer(key);
  }

  /**
   * Until what it returns is called. Of several offers the one of the highest rank is taken, and of
   * these the latest.
   */
  offer(offer: Offer, rank = 0): () => void {
    const made = { offer, rank };
    this.offers.value = [...this.offers.peek(), made].sort((a, b) => a.rank - b.rank);
    return () => {
      this.offers.value = this.offers.peek().filter((one) => one !== made);
    };
  }
}

/** All that can be done on a page by a key, a button of the bar, or by name. */
export type CommandTable = Readonly<Record<string, Command>>;

/**
 * The component offers that command, if any, while it is shown; without an offer, it can't be done
 * just now.
 */
export function useCommand(command: Command | null, offer: Offer | null, rank = 0): void {
  const latest = useRef(offer);
  useLayoutEffect(() => {
    latest.current = offer;
  });
  const isPossible = offer !== null;
  useLayoutEffect(() => {
    if (!isPossible || command === null) return undefined;
    return command.offer((key) => latest.current?.(key), rank);
  }, [command, isPossible, rank]);
}
