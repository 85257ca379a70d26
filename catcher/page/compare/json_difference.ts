import { type JsonBranch, type JsonNode, sourceOf } from "../body/tree/json_tree";
import { countText } from "../pieces/size";
import { align } from "./align";
import { type Difference, differenceOf } from "./difference";

/** One of the two texts, and what was read in it. */
export interface JsonSide {
  text: string;
  root: JsonNode;
}

/** A place in both trees that is still to be compared. */
interface Place {
  name: string;
  depth: number;
  left: JsonNode | null;
  right: JsonNode | null;
}

/**
 * The structures side by side: members by their names, whatever their order, items by what is
 * equal. Follows any depth: nothing here calls itself.
 */
export function compareJson(left: JsonSide, right: JsonSide): Difference[] {
  const numbers = new Numbers();
  numbers.add(left);
  numbers.add(right);
  const rows: Difference[] = [];
  const places: Place[] = [{ name: "", depth: -1, left: left.root, right: right.root }];
  for (let place = places.pop(); place; place = places.pop()) {
    const { name } = place;
    const depth = Math.max(place.depth, 0);
    if (isSplit(place, numbers)) {
      if (place.depth >= 0) rows.push({ state: "holds", name, depth, left: null, right: null });
      for (const inner of innerPlaces(place, numbers).reverse()) places.push(inner);
    } else if (place.left && place.right && numbers.of(place.left) === numbers.of(place.right)) {
      // The texts may differ, in blanks and in the order of members.
      const shown = shownOf(place.left, left.text);
      rows.push({ state: "same", name, depth, left: shown, right: shown });
    } else {
      const shownLeft = place.left && shownOf(place.left, left.text);
      const shownRight = place.right && shownOf(place.right, right.text);
      const row = differenceOf(name, shownLeft, shownRight, depth);
      rows.push(row.state === "same" ? { ...row, state: "changed" } : row);
    }
  }
  return rows;
}

/** Two branches of a kind that differ somewhere inside. */
function isSplit({ left, right }: Place, numbers: Numbers): boolean {
  return (
    left !== null &&
    right !== null &&
    isBranch(left) &&
    left.kind === right.kind &&
    numbers.of(left) !== numbers.of(right)
  );
}

function innerPlaces({ left, right, depth }: Place, numbers: Numbers): Place[] {
  const inner = depth + 1;
  if (left?.kind === "array" && right?.kind === "array") {
    const numbersOf = (items: JsonNode[]) => items.map((item) => numbers.of(item));
    return align(numbersOf(left.items), numbersOf(right.items)).map(([x, y]) => ({
      name: x === null ? `+${y}` : String(x),
      depth: inner,
      left: x === null ? null : left.items[x]!,
      right: y === null ? null : right.items[y]!,
    }));
  }
  if (left?.kind !== "object" || right?.kind !== "object") return [];
  const places: Place[] = [];
  const waiting = new Map<string, JsonNode[]>();
  for (const [name, node] of right.members) {
    const nodes = waiting.get(name);
    if (nodes) nodes.push(node);
    else waiting.set(name, [node]);
  }
  for (const nodes of waiting.values()) nodes.reverse();
  for (const [name, node] of left.members) {
    places.push({ name, depth: inner, left: node, right: waiting.get(name)?.pop() ?? null });
  }
  for (const [name, nodes] of waiting) {
    for (const node of nodes.reverse())
      places.push({ name, depth: inner, left: null, right: node });
  }
  return places;
}

function isBranch(node: JsonNode): node is JsonBranch {
  return node.kind === "object" || node.kind === "array";
}

function shownOf(node: JsonNode, text: string): string {
  if (!isBranch(node)) return sourceOf(node, text);
  const source = sourceOf(node, text);
  if (source.length <= 200) return source;
  return node.kind === "object"
    ? `{ ${countText(node.members.length, "member")} }`
    : `[ ${countText(node.items.length, "item")} ]`;
}

/** Numbers nodes so that two have the same number if, and only if, they mean the same. */
class Numbers {
  private readonly known = new Map<string, number>();
  private readonly byNode = new Map<JsonNode, number>();

  of(node: JsonNode): number {
    return this.byNode.get(node)!;
  }

  /** From the leaves up. */
  add({ text, root }: JsonSide): void {
    const rest: { node: JsonNode; isOpen: boolean }[] = [{ node: root, isOpen: false }];
    for (let next = rest.pop(); next; next = rest.pop()) {
      const { node, isOpen } = next;
      if (isBranch(node) && !isOpen) {
        rest.push({ node, isOpen: true });
        if (node.kind === "array")
          for (const item of node.items) rest.push({ node: item, isOpen: false });
        else for (const [, value] of node.members) rest.push({ node: value, isOpen: false });
      } else {
        this.byNode.set(node, this.numberOf(this.meaningOf(node, text)));
      }
    }
  }

  private meaningOf(node: JsonNode, text: string): string {
    switch (node.kind) {
      case "array":
        return `[${node.items.map((item) => this.of(item)).join()}]`;
      case "object":
        return `{${node.members
          .map(([name, value]) => `${JSON.stringify(name)}:${this.of(value)}`)
          .sort()
          .join()}}`;
      case "string":
        return JSON.stringify(JSON.parse(sourceOf(node, text)));
      case "number":
      case "word":
        return sourceOf(node, text);
    }
  }

  private numberOf(meaning: string): number {
    const number = this.known.get(meaning) ?? this.known.size;
    this.known.set(meaning, number);
    return number;
  }
}
