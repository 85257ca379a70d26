import type { Sought } from "../finding/hit";
import type { JsonBranch, JsonNode } from "./json_tree";

/** Which branches are open. */
export type Opening = ReadonlySet<JsonNode>;

/** Deeper ones are opened by hand: a browser can't show branches in branches without end. */
const depthMax = 100;

/**
 * The branches to begin with: from the root on, level by level and the smallest first, those that fit
 * into so many lines.
 * The root is always open.
 */
export function openingFor(root: JsonNode, linesMax: number): Opening {
  const open = new Set<JsonNode>();
  let lines = 1;
  let level: JsonNode[] = [root];
  for (let depth = 0; depth < depthMax && level.length > 0; depth += 1) {
    const next: JsonNode[] = [];
    level.sort((a, b) => sizeOf(a) - sizeOf(b));
    for (const node of level) {
      const inner = innerOf(node);
      if (inner.length === 0 || (node !== root && lines + inner.length > linesMax)) continue;
      open.add(node);
      lines += inner.length + 1;
      for (const value of inner) if (isBranch(value)) next.push(value);
    }
    level = next;
  }
  return open;
}

/** The branches that must be open for what is sought to be seen. */
export function branchesOn(root: JsonNode, sought: Sought | null): readonly JsonNode[] {
  const way: JsonNode[] = [];
  let node: JsonNode | undefined = root;
  for (const index of sought?.hit.path.slice(sought.depth) ?? []) {
    if (!node || !isBranch(node)) break;
    way.push(node);
    node = innerOf(node)[index];
  }
  return way;
}

/** How many lines there is room for. */
export function linesInSight(): number {
  const lineHeightPx = 22;
  return Math.max(20, Math.floor(innerHeight / lineHeightPx));
}

export function isBranch(node: JsonNode): node is JsonBranch {
  return node.kind === "object" || node.kind === "array";
}

function sizeOf(node: JsonNode): number {
  if (node.kind === "array") return node.items.length;
  return node.kind === "object" ? node.members.length : 0;
}

function innerOf(node: JsonNode): JsonNode[] {
  if (node.kind === "array") return node.items;
  return node.kind === "object" ? node.members.map(([, value]) => value) : [];
}
