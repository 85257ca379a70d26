import type { Health } from "../api/capture";
import { textFromFilter } from "../api/filter";

/** An address of its own for one sender: what is sent to it has the box's name as its channel. */
export interface Box {
  name: string;
  /** How many captures are kept of it. */
  captures: number;
  /** Somebody has made it in this browser; others are known by what the catcher has of them. */
  isNamed: boolean;
}

/** What a host's first labels may be: "shop", "shop.eu". The catcher takes letters as small ones. */
export function isBoxName(name: string): boolean {
  return (
    name.length <= 200 && /^(?!-)[a-z\d_-]{1,63}(?<!-)(\.(?!-)[a-z\d_-]{1,63}(?<!-))*$/.test(name)
  );
}

/** A name that no box has, in this browser or another one: "box-4f7k2". */
export function freshName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(5));
  return `box-${Array.from(bytes, (byte) => (byte % 36).toString(36)).join("")}`;
}

/** The host of a box. Names below localhost lead to this machine, without any set-up. */
export function boxHost(name: string, { domain }: Health): string {
  return `${name}.${domain ?? "localhost"}`;
}

/** The catching address by the box's name. */
export function boxUrl(name: string, health: Health): string {
  return health.catching.replace(/^(\w+:\/\/)(?:\[[^\]]*\]|[^:/]*)/, `$1${boxHost(name, health)}`);
}

/** What finds a box's captures. */
export function boxFilter(name: string): URLSearchParams {
  return new URLSearchParams({ channel: name });
}

/** Whether this filter shows the captures of that box alone. */
export function isFilterOf(name: string, filter: string): boolean {
  return textFromFilter(new URLSearchParams(filter)) === textFromFilter(boxFilter(name));
}
