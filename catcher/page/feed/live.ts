import type { StreamEvent } from "../api/event_stream";
import { followStream } from "../stream/follow";

const retryMs = { first: 250, most: 4_000 };

export type Connection = "connecting" | "live" | "reconnecting";

interface Owner {
  /** Asks the catcher who it is; gives what its page is known by. */
  meet: (signal: AbortSignal) => Promise<string>;
  /** Reads what there is, once nothing more is missed. */
  catchUp: (signal: AbortSignal) => Promise<void>;
  take: (events: StreamEvent[]) => void;
  /** Whether asking again would bring the same answer. */
  isRefused: (error: unknown) => boolean;
  onChange: (connection: Connection) => void;
}

/** Follows the catcher's stream, and comes back to it when it breaks off. */
export class Live {
  /** What the stream told of while the owner was catching up; null where it is told at once. */
  private early: StreamEvent[] | null = null;

  constructor(private readonly owner: Owner) {}

  /** Until `signal` ends it, or the catcher refuses for good. */
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
        const version = await this.owner.meet(signal);
        this.early = [];
        await followStream(version, signal, { onOpen, onEvents });
      } catch (error) {
        if (signal.aborted || this.owner.isRefused(error)) return;
      }
      if (signal.aborted) return;
      this.owner.onChange("reconnecting");
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      waitMs = Math.min(waitMs * 2, retryMs.most);
    }
  }

  private async begin(signal: AbortSignal): Promise<void> {
    await this.owner.catchUp(signal);
    const early = this.early ?? [];
    this.early = null;
    if (!signal.aborted) this.owner.take(early);
  }
}
