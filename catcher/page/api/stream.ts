import { EventReader, type StreamEvent } from "./event_stream";

/** Longer than the longest silence on a stream, which comments break. */
const silenceMaxMs = 45_000;

/**
 * Reads the server-sent events of that path, from what comes now on, until it ends, by whichever side. Throws when it
 * can't be had or breaks off; `signal` ends it. From `onOpen` on, nothing is missed.
 */
export async function readStream(
  path: string,
  headers: Record<string, string>,
  signal: AbortSignal,
  onOpen: () => void,
  onEvents: (events: StreamEvent[]) => void,
): Promise<void> {
  const watchdog = new AbortController();
  const stop = () => watchdog.abort();
  signal.addEventListener("abort", stop);
  let timer = setTimeout(stop, silenceMaxMs);
  try {
    const answer = await fetch(path, {
      headers: { Accept: "text/event-stream", ...headers },
      cache: "no-store",
      signal: watchdog.signal,
    });
    if (!answer.ok || !answer.body) throw new Error(`The stream answered ${answer.status}`);
    onOpen();
    const text = answer.body.getReader();
    const decoder = new TextDecoder();
    const events = new EventReader();
    for (;;) {
      const { done, value } = await text.read();
      if (done) return;
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMaxMs);
      onEvents(events.read(decoder.decode(value, { stream: true })));
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", stop);
  }
}
