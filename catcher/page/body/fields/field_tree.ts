import type { Pairs } from "../../api/capture";

/** Fields whose names nest, as PHP and others read them: contact[fields][1]. */
export interface FieldNode {
  /** Its own part of the name; "" where the name ends in []. */
  key: string;
  /** What was sent under this name, in order; repeats are several. */
  values: { value: string; pair: number }[];
  children: FieldNode[];
}

const depthMax = 50;

/** The pairs from `first` up to `end` as a tree, in the order in which its parts first appear. */
export function fieldTree(pairs: Pairs, first: number, end: number): FieldNode[] {
  const root = new Branch("");
  for (const [index, [name, value]] of pairs.slice(first, end).entries()) {
    let branch = root;
    for (const part of partsOf(name)) branch = branch.child(part);
    branch.node.values.push({ value, pair: first + index });
  }
  return root.node.children;
}

/** ["contact", "fields", "1"]; a name whose brackets don't match is one part. */
export function partsOf(name: string): string[] {
  const parts = /^([^[\]]+)((?:\[[^[\]]*\])+)$/.exec(name);
  if (!parts) return [name];
  const inner = parts[2]!.slice(1, -1).split("][");
  return inner.length < depthMax ? [parts[1]!, ...inner] : [name];
}

class Branch {
  readonly node: FieldNode;
  private byKey = new Map<string, Branch>();

  constructor(key: string) {
    this.node = { key, values: [], children: [] };
  }

  child(key: string): Branch {
    const known = this.byKey.get(key);
    if (known) return known;
    const branch = new Branch(key);
    this.byKey.set(key, branch);
    this.node.children.push(branch.node);
    return branch;
  }
}
