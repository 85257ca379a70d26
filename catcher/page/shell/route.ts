import { computed, signal } from "@preact/signals";

/** What the page shows, as its address says it: #/captures/ID?FILTERS */
export interface Route {
  capture: number | null;
  /** An API query. */
  filter: string;
  /** Another capture, to compare with: #/compare/ID/OTHER */
  other?: number;
  /** A screen beside the list that isn't about a capture: #/replies */
  screen?: Screen;
  /** The rule to look at among the replies, from 1: #/replies/RULE */
  rule?: number;
}

const screens = ["boxes", "replies", "signing"] as const;
export type Screen = (typeof screens)[number];

export function routeOf(hash: string): Route {
  const [path = "", filter = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const [, name, first, second] = /^\/(\w+)(?:\/(\d{1,15}))?(?:\/(\d{1,15}))?$/.exec(path) ?? [];
  if (name === "compare" && first && second) {
    return { capture: Number(first), filter, other: Number(second) };
  }
  const screen = screens.find((known) => known === name);
  if (screen && !second) {
    return { capture: null, filter, screen, ...(first && { rule: Number(first) }) };
  }
  const id = name === "captures" && !second ? first : undefined;
  return { capture: id ? Number(id) : null, filter };
}

export function hashOf(route: Route): string {
  const path = pathOf(route);
  return route.filter ? `${path}?${route.filter}` : path;
}

function pathOf({ capture, other, screen, rule }: Route): string {
  if (screen) return rule ? `#/${screen}/${rule}` : `#/${screen}`;
  if (capture === null) return "#/";
  return other ? `#/compare/${capture}/${other}` : `#/captures/${capture}`;
}

const hash = signal(globalThis.location?.hash ?? "");
/** The address as it was written or read last. While `writing` waits, `hash` is newer. */
let written = hash.peek();
let writtenMs = -Infinity;
let writing: ReturnType<typeof setTimeout> | null = null;
/** Browsers refuse more than some 200 changes of the address within half a minute. */
const writesEveryMs = 200;

globalThis.addEventListener?.("hashchange", read);

/** What the page's address says. */
export const route = computed(() => routeOf(hash.value));

/** As the address is by now, also where the browser hasn't told yet that it is another one. */
export function routeNow(): Route {
  read();
  return route.value;
}

/** Without `keep`, the page before can't be come back to: for steps that nobody wants to retrace. */
export function goTo(next: Route, history: "keep" | "replace" = "keep"): void {
  write();
  if (history === "keep") location.hash = hashOf(next);
  else location.replace(hashOf(next));
  // The browser tells of it later; who goes on at once goes on from there.
  read();
}

/** Shows what matches that filter, and whatever else is shown stays. May be called for each key. */
export function narrow(filter: string): void {
  hash.value = hashOf({ ...routeNow(), filter });
  const restMs = writtenMs + writesEveryMs - performance.now();
  writing ??= setTimeout(write, restMs);
  if (restMs <= 0) write();
}

/** Takes over what the address says, unless nobody changed it since it was written here. */
function read(): void {
  if (writing !== null && location.hash === written) return;
  if (writing !== null) clearTimeout(writing);
  writing = null;
  written = location.hash;
  hash.value = written;
}

/** Writes into the address what is shown, where that wasn't done yet. */
function write(): void {
  if (writing === null) return;
  clearTimeout(writing);
  writing = null;
  writtenMs = performance.now();
  location.replace(hash.peek());
  written = location.hash;
}
