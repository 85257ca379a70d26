import type { Pairs } from "../api/capture";
import { align } from "./align";

/** "holds": a branch in which something differs. "left", "right": only there. */
export type DifferenceState = "same" | "changed" | "left" | "right" | "holds";

/** One row of two things side by side. */
export interface Difference {
  state: DifferenceState;
  name: string;
  left: string | null;
  right: string | null;
  depth: number;
}

export function differenceOf(
  name: string,
  left: string | null,
  right: string | null,
  depth = 0,
): Difference {
  const both = left === right ? "same" : "changed";
  return {
    state: left === null ? "right" : right === null ? "left" : both,
    name,
    left,
    right,
    depth,
  };
}

export function isDifferent({ state }: Difference): boolean {
  return state !== "same" && state !== "holds";
}

/** Pairs by their names, repeats in their order, whatever the order of different names. */
export function comparePairs(left: Pairs, right: Pairs, keyOf = (name: string) => name) {
  const waiting = new Map<string, Pairs>();
  for (const pair of right) {
    const key = keyOf(pair[0]);
    const list = waiting.get(key);
    if (list) list.push(pair);
    else waiting.set(key, [pair]);
  }
  for (const list of waiting.values()) list.reverse();
  const rows: Difference[] = [];
  for (const [name, value] of left) {
    const other = waiting.get(keyOf(name))?.pop();
    const row = differenceOf(name, value, other ? other[1] : null);
    // The same header in other letters is another thing on the wire.
    if (other && other[0] !== name)
      rows.push({ ...row, state: "changed", name: `${name} / ${other[0]}` });
    else rows.push(row);
  }
  for (const list of waiting.values()) {
    for (const [name, value] of list.reverse()) rows.push(differenceOf(name, null, value));
  }
  return rows;
}

/** Whether what both have stands in another order. */
export function hasOtherOrder(left: Pairs, right: Pairs, keyOf = (name: string) => name): boolean {
  const keys = (pairs: Pairs) => pairs.map(([name]) => keyOf(name));
  const [leftKeys, rightKeys] = [keys(left), keys(right)];
  const [inLeft, inRight] = [new Set(leftKeys), new Set(rightKeys)];
  const common = (list: string[], other: Set<string>) =>
    list.filter((key) => other.has(key)).filter((key, index, all) => all.indexOf(key) === index);
  if (leftKeys.length > 1_000 || rightKeys.length > 1_000) return false;
  return common(leftKeys, inRight).join("\n") !== common(rightKeys, inLeft).join("\n");
}

export function compareLines(left: string[], right: string[]): Difference[] {
  const ids = new Map<string, number>();
  const idOf = (line: string) => {
    const id = ids.get(line) ?? ids.size;
    ids.set(line, id);
    return id;
  };
  return align(left.map(idOf), right.map(idOf)).map(([x, y]) =>
    differenceOf(
      x === null ? `+${y! + 1}` : String(x + 1),
      x === null ? null : left[x]!,
      y === null ? null : right[y]!,
    ),
  );
}
