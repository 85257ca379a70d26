import { useEffect, useState } from "preact/hooks";

/** What the page shows, as its address says it: #/captures/ID?FILTERS */
export interface Route {
  capture: number | null;
  /** An API query. */
  filter: string;
}

export function routeOf(hash: string): Route {
  const [path = "", filter = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const id = /^\/captures\/(\d{1,15})$/.exec(path)?.[1];
  return { capture: id ? Number(id) : null, filter };
}

export function hashOf({ capture, filter }: Route): string {
  const path = capture === null ? "#/" : `#/captures/${capture}`;
  return filter ? `${path}?${filter}` : path;
}

/** Without `keep`, the page before can't be come back to: for steps that nobody wants to retrace. */
export function goTo(route: Route, history: "keep" | "replace" = "keep"): void {
  const hash = hashOf(route);
  if (history === "keep") location.hash = hash;
  else location.replace(hash);
}

export function useRoute(): Route {
  const [hash, setHash] = useState(location.hash);
  useEffect(() => {
    const read = () => setHash(location.hash);
    addEventListener("hashchange", read);
    return () => removeEventListener("hashchange", read);
  }, []);
  return routeOf(hash);
}
