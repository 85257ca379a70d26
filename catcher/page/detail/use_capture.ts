import { useCallback, useEffect, useState } from "preact/hooks";
import { fetchCapture, sentenceOf } from "../api/api";
import type { Capture } from "../api/capture";

interface Loaded {
  capture: Capture | null;
  failure: string;
}

/**
 * `updates`: how often there was more to know of it. The capture before stays until the next is
 * there, so that stepping through them doesn't flicker.
 */
export function useCapture(id: number, updates = 0): Loaded & { reload: () => void } {
  const [loaded, setLoaded] = useState<Loaded>({ capture: null, failure: "" });
  const [reloads, setReloads] = useState(0);
  useEffect(() => {
    const run = new AbortController();
    // What was read stays in sight, though the catcher no longer has it.
    const fail = (failure: string) =>
      setLoaded(({ capture }) => ({ capture: capture?.id === id ? capture : null, failure }));
    fetchCapture(id, run.signal)
      .then((capture) => (capture ? setLoaded({ capture, failure: "" }) : fail(goneText(id))))
      .catch((error: unknown) => {
        if (!run.signal.aborted) fail(sentenceOf(error));
      });
    return () => run.abort();
  }, [id, updates, reloads]);
  const reload = useCallback(() => setReloads((count) => count + 1), []);
  return { ...loaded, reload };
}

function goneText(id: number): string {
  return `Capture ${id} isn't here. It was deleted, or made room for newer ones.`;
}
