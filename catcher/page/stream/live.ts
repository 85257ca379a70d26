import type { StreamEvent } from "../api/event_stream";
import { isAway, seenOrAfter } from "./away";
import { followStream, type Source } from "./follow";

const retryMs = { first: 250, most: 4_000 };
/** How often a tab that is away asks whether there is news, for its title. */
const awayMs = 15_000;

export type Connection = "connecting" | "live" | "reconnecting";

/** Who serves the page, as it answers just now. */
export interface Met {
  /** What the page's files are known by there. */
  page: string;
  /** Another one, where there may be news. */
  state: string;
}

interface Owner {
  stream: Source;
  /** Asks who it is, and what it has. */
  meet: (signal: AbortSignal) => Promise<Met>;
  /** Reads what there is, once nothing more is missed. */
  catchUp: (signal: AbortSignal) => Promise<void>;
  take: (events: StreamEvent[]) => void;
  /** Whether asking again would bring the same answer. */
  isRefused: (error: unknown) => boolean;
  onChange: (connection: Connection) => void;
}

/**
 * Follows the stream of what serves the page, and comes back to it when it breaks off. While the tab is away it
 * holds no connection, and asks now and then.
 */
export class Live {
  /** What the stream told of while the owner was catching up; null where it is told at once. */
  private early: StreamEvent[] | null = null;

  /** What there was when a tab that is away asked last. */
  private stateFromAway = "";

  constructor(private readonly owner: Owner) {}

  /** Until `signal` ends it, or it is refused for good. */
  async follow(signal: AbortSignal): Promise<void> {
    let waitMs = retryMs.first;
    const onOpen = async () => {
      await this.begin(signal);
      waitMs = retryMs.first;
      this.owner.onChange("live");
    };
    const onEvents = (events: StreamEvent[]) => {
      if (this.early === null) this.owner.take(events);
      else this.early.push(...events);
    };
    while (!signal.aborted) {
      try {
        const { page, state } = await this.owner.meet(signal);
        if (isAway()) {
          await this.lookFromAway(state, signal);
          continue;
        }
        this.early = [];
        await followStream(this.owner.stream, page, signal, { onOpen, onEvents });
        if (isAway()) continue;
      } catch (error) {
        if (signal.aborted || this.owner.isRefused(error)) return;
      }
      if (signal.aborted) return;
      this.owner.onChange("reconnecting");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 2, retryMs.most);
    }
  }

  private async lookFromAway(state: string, signal: AbortSignal): Promise<void> {
    if (state !== this.stateFromAway) await this.owner.catchUp(signal);
    this.stateFromAway = state;
    this.owner.onChange("live");
    await seenOrAfter(awayMs, signal);
  }

  private async begin(signal: AbortSignal): Promise<void> {
    await this.owner.catchUp(signal);
    const early = this.early ?? [];
    this.early = null;
    if (!signal.aborted) this.owner.take(early);
  }
}
