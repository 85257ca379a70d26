import type { StreamEvent } from "../api/event_stream";
import { readStream } from "../api/stream";
import { isAway, onAwayChange } from "./away";
import type { ToTab, ToWorker } from "./messages";

/** Where a stream is had. */
export interface Source {
  path: string;
  /** The headers that say who asks. */
  authorization: () => Record<string, string>;
}

/** What is done with a stream. */
export interface Listener {
  /** From now on nothing is missed. Where it fails, the stream is let go. */
  onOpen: () => Promise<void>;
  onEvents: (events: StreamEvent[]) => void;
}

/** Where the worker can't be had, each tab reads a stream of its own. */
let worksAlone = !("SharedWorker" in globalThis);

/**
 * Follows it until the stream ends, `signal` ends it, or the tab is away or
 * left. Throws what `onOpen` throws. All tabs whose page is of this `version` share one stream.
 */
export function followStream(
  source: Source,
  version: string,
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  return worksAlone
    ? followAlone(source, signal, listener)
    : followShared(source, version, signal, listener);
}

function followShared(
  source: Source,
  version: string,
  signal: AbortSignal,
  listener: Listener,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new SharedWorker("/stream.js", `hookline ${version}`);
    const { port } = worker;
    const ends = new AbortController();
    const say = (message: ToWorker) => port.postMessage(message);
    const end = (settle: () => void) => {
      if (ends.signal.aborted) return;
      ends.abort();
      say({ type: "leave" });
      port.close();
      settle();
    };
    worker.onerror = () => {
      worksAlone = true;
      end(resolve);
    };
    port.onmessage = ({ data }: MessageEvent<ToTab>) => {
      if (data.type === "open") listener.onOpen().catch((error: Error) => end(() => reject(error)));
      else if (data.type === "events") listener.onEvents(data.events);
      else end(resolve);
    };
    signal.addEventListener("abort", () => end(resolve), { signal: ends.signal });
    onAwayChange(ends.signal, () => isAway() && end(resolve));
    // A tab that is gone doesn't say so by itself.
    addEventListener("pagehide", () => end(resolve), { signal: ends.signal });
    if (signal.aborted) return end(resolve);
    say({ type: "follow", path: source.path, headers: source.authorization() });
  });
}

async function followAlone(source: Source, signal: AbortSignal, listener: Listener): Promise<void> {
  const run = new AbortController();
  const ends = new AbortController();
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure = error;
    run.abort();
  };
  signal.addEventListener("abort", () => run.abort(), { signal: ends.signal });
  onAwayChange(ends.signal, () => isAway() && run.abort());
  try {
    const opened = () => void listener.onOpen().catch(fail);
    await readStream(source.path, source.authorization(), run.signal, opened, listener.onEvents);
  } catch {
    if (failure !== null) throw failure;
  } finally {
    ends.abort();
  }
}
