import { useEffect, useRef, useState } from "preact/hooks";
import { fetchJson, sentenceOf } from "../api/api";
import { Serial } from "./serial";

export interface Fetched<T> {
  /** Null until it is there; what was there before stays until there is something newer. */
  value: T | null;
  /** Why the latest couldn't be had; "" where it could. */
  failure: string;
}

/** What the platform answers there, asked again whenever `version` is another one. Null: nothing. */
export function useFetched<T>(url: string | null, version: number | string): Fetched<T> {
  const [state, setState] = useState<Fetched<T> & { url: string | null }>(() => nothing(url));
  const serial = useRef<Serial | null>(null);
  useEffect(() => {
    if (url === null) return undefined;
    const asking = new AbortController();
    serial.current = new Serial(async () => {
      try {
        const value = await fetchJson<T>(url, asking.signal);
        if (!asking.signal.aborted) setState({ url, value, failure: "" });
      } catch (error) {
        if (asking.signal.aborted) return;
        const failure = sentenceOf(error);
        setState((known) => ({ url, value: known.url === url ? known.value : null, failure }));
      }
    });
    return () => asking.abort();
  }, [url]);
  useEffect(() => serial.current?.ask(), [url, version]);
  return state.url === url ? state : nothing(url);
}

function nothing(url: string | null) {
  return { url, value: null, failure: "" };
}
