/** A place in a body where something that is looked for stands. */
export interface Hit {
  /** The way to it: of a form, the field's number; of a tree, the number at each level. */
  path: readonly number[];
  /** Which of the texts that stand there: the value or the name, or the attribute of that number. */
  part: "value" | "name" | number;
  /** From there on in the text. */
  at: number;
  /** Of a value in JSON that is found by its path: where it begins in the JSON. */
  leaf?: number;
}

/** So many are counted. */
export const hitsMax = 10_000;

/** The hit that is to be brought in sight, as seen from a place on the way to it. */
export interface Sought {
  hit: Hit;
  /** How much of its path lies behind. */
  depth: number;
}

/** The number of the next on the way to it; null where the way ends here or leads elsewhere. */
export function nextTo(sought: Sought | null): number | null {
  return sought?.hit.path[sought.depth] ?? null;
}

/** For what has that number: null where the way doesn't lead through it. */
export function soughtIn(sought: Sought | null, index: number): Sought | null {
  return sought && nextTo(sought) === index ? { hit: sought.hit, depth: sought.depth + 1 } : null;
}

/** The hit itself, for the text in which it is. */
export function soughtAt(sought: Sought | null, part: Hit["part"]): Hit | null {
  return sought && sought.depth === sought.hit.path.length && sought.hit.part === part
    ? sought.hit
    : null;
}
