import { batch, signal } from "@preact/signals";
import type { Summary } from "../../api/capture";
import type { StreamEvent } from "../../api/event_stream";
import { Frame } from "./frame";
import { gapMax, type Search } from "../search";
import { Updates } from "./updates";

/** Nobody reads a list that changes at every frame, and showing it would take all of the tab. */
const burst = { captures: 20, restMs: 100 };

interface Owner {
  current: () => Search;
  /** These came, oldest first. */
  onCame: (captures: readonly Summary[]) => void;
  /** The catcher's counts are others by now. */
  onCounts: () => void;
  /** Captures were deleted, or more came than the stream carries. */
  onOther: () => Promise<void>;
}

/**
 * Takes what the stream tells into the search that is followed, at most once a frame, and less
 * often in a burst. All tabs have the same stream, of all captures: of a search with a filter, the
 * catcher is asked which of them match.
 */
export class News {
  /** What came in live, oldest first. */
  readonly arrivals = signal<Summary[]>([]);
  readonly updates = new Updates();

  private arrived: Summary[] = [];
  private updated: Summary[] = [];
  /** The highest id that the stream has told of. */
  lastTold = 0;
  /** For which matches are being asked. */
  private asking: Search | null = null;
  private readonly frame = new Frame(() => this.flush());

  constructor(private readonly owner: Owner) {}

  /** Forgets what wasn't taken in yet. */
  clear(): void {
    this.arrived = [];
    this.updated = [];
    this.lastTold = 0;
  }

  take(events: StreamEvent[]): void {
    for (const event of events) this.takeOne(event);
    const search = this.owner.current();
    if (search.isFiltered && this.lastTold > search.lastSeen) void this.ask(search);
    this.frame.request();
  }

  private takeOne({ type, data }: StreamEvent): void {
    if (type === "capture") {
      const capture = JSON.parse(data) as Summary;
      this.lastTold = capture.id;
      if (!this.owner.current().isFiltered) this.arrived.push(capture);
    } else if (type === "updated") {
      this.updated.push(JSON.parse(data) as Summary);
    } else if (type === "counts") {
      this.owner.onCounts();
    } else if (type === "cleared" || type === "resync") {
      this.arrived = [];
      void this.owner.onOther();
    }
  }

  /** Until all that the stream told of was asked for; a page at a time. */
  private async ask(search: Search): Promise<void> {
    if (this.asking === search) return;
    this.asking = search;
    try {
      while (this.lastTold > search.lastSeen && !search.signal.aborted) {
        if (this.lastTold - search.lastSeen > gapMax) await this.owner.onOther();
        else await this.askOnce(search);
        await new Promise((resolve) => setTimeout(resolve, burst.restMs));
      }
    } catch {
      // The stream breaks off then, too, and the list is read again when it is back.
    }
    if (this.asking === search) this.asking = null;
  }

  private async askOnce(search: Search): Promise<void> {
    const captures = await search.readNews();
    this.arrived.push(...captures);
    this.owner.onCounts();
    this.frame.request();
  }

  /** How many milliseconds to rest before the next. */
  private flush(): number {
    const { arrived, updated } = this;
    const search = this.owner.current();
    this.arrived = [];
    this.updated = [];
    batch(() => {
      if (arrived.length > 0) {
        search.append(arrived);
        this.owner.onCame(arrived);
        this.arrivals.value = arrived;
      }
      for (const capture of updated) search.list.captures.replace(capture);
      this.updates.add(updated.map(({ id }) => id));
    });
    return arrived.length < burst.captures ? 0 : burst.restMs;
  }
}
