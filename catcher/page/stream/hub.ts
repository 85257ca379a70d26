import { readStream } from "../api/stream";
import type { ToTab } from "./messages";

/** The end of a tab's channel. */
export interface Follower {
  postMessage(message: ToTab): void;
}

/**
 * Reads one stream, the same for all, for however many tabs: each would otherwise hold a connection, of which browsers
 * allow six. It runs while anybody follows; when it breaks off all are told, and follow again when
 * they think fit.
 */
export class Hub {
  private readonly followers = new Set<Follower>();
  private run: AbortController | null = null;
  private isOpen = false;

  constructor(private readonly read = readStream) {}

  follow(follower: Follower, path: string, headers: Record<string, string>): void {
    this.followers.add(follower);
    if (this.isOpen) follower.postMessage({ type: "open" });
    if (this.run === null) void this.stream(path, headers);
  }

  leave(follower: Follower): void {
    this.followers.delete(follower);
    if (this.followers.size === 0) this.end();
  }

  private async stream(path: string, headers: Record<string, string>): Promise<void> {
    const run = (this.run = new AbortController());
    const tell = (message: ToTab) => {
      if (run === this.run) for (const one of this.followers) one.postMessage(message);
    };
    const opened = () => {
      this.isOpen = run === this.run;
      tell({ type: "open" });
    };
    try {
      await this.read(path, headers, run.signal, opened, (events) => {
        if (events.length > 0) tell({ type: "events", events });
      });
    } catch {
      // Whoever follows asks for the reason.
    }
    if (run !== this.run) return;
    tell({ type: "closed" });
    this.followers.clear();
    this.end();
  }

  private end(): void {
    this.run?.abort();
    this.run = null;
    this.isOpen = false;
  }
}
