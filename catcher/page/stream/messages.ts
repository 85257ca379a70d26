import type { StreamEvent } from "../api/event_stream";

/** What a tab says to the worker that reads the stream for all tabs of this browser. */
export type ToWorker =
  { type: "follow"; path: string; headers: Record<string, string> } | { type: "leave" };

/** And the worker to a tab that follows: after "closed" it no longer does. */
export type ToTab =
  { type: "open" } | { type: "events"; events: StreamEvent[] } | { type: "closed" };
