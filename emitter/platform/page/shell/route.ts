import { computed, signal } from "@preact/signals";

/** What the page shows, as its address says it: #/SCREEN/ID/PART?QUERY */
export interface Route {
  /** A section's name; "" is the first screen. */
  screen: string;
  /** One of what the section has. */
  id?: number;
  /** What of it, or of the section: "edit", "new". */
  part?: string;
  /** How the section is filtered. */
  query?: string;
}

export interface ShownRoute extends Route {
  query: string;
}

export function routeOf(hash: string): ShownRoute {
  const [path = "", query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const [, screen = "", id, part] = /^\/(\w*)(?:\/(\d{1,15}))?(?:\/([a-z]+))?\/?$/.exec(path) ?? [];
  return { screen, query, ...(id && { id: Number(id) }), ...(part && { part }) };
}

export function hrefOf({ screen, id, part, query }: Route): string {
  const path = [screen, id, part].filter((one) => one !== undefined).join("/");
  return query ? `#/${path}?${query}` : `#/${path}`;
}

const hash = signal(globalThis.location?.hash ?? "");
globalThis.addEventListener?.("hashchange", () => {
  hash.value = location.hash;
});

/** What the page's address says. */
export const route = computed(() => routeOf(hash.value));

/** Without `keep`, the page before can't be come back to: for steps that nobody wants to retrace. */
export function goTo(next: Route, history: "keep" | "replace" = "keep"): void {
  if (history === "keep") location.hash = hrefOf(next);
  else location.replace(hrefOf(next));
  // The browser tells of it later; who goes on at once goes on from there.
  hash.value = location.hash;
}
