/** Places of two lists that belong together; null where the other list has nothing like it. */
export type Aligned = [left: number | null, right: number | null];

/** With more differences than this, what is between the equal ends is paired one by one. */
const differencesMax = 1_500;

/**
 * The two lists side by side: the longest run of equals in order (Myers' algorithm), and between
 * those what differs, paired as far as it goes.
 */
export function align(left: number[], right: number[]): Aligned[] {
  const begin = commonLength(left, right, (list, index) => list[index]);
  const end = commonLength(left.slice(begin), right.slice(begin), (list, index) =>
    index < list.length ? list[list.length - 1 - index] : undefined,
  );
  const middle = equalsIn(
    left.slice(begin, left.length - end),
    right.slice(begin, right.length - end),
  );
  const equals: [number, number][] = middle.map(([x, y]) => [x + begin, y + begin]);
  for (let index = 0; index < begin; index += 1) equals.push([index, index]);
  for (let index = 1; index <= end; index += 1) {
    equals.push([left.length - index, right.length - index]);
  }
  equals.sort(([x], [y]) => x - y);
  return withGaps(equals, left.length, right.length);
}

function commonLength(
  left: number[],
  right: number[],
  at: (list: number[], index: number) => number | undefined,
): number {
  const most = Math.min(left.length, right.length);
  let length = 0;
  while (length < most && at(left, length) === at(right, length)) length += 1;
  return length;
}

/** The pairs of places that hold the same; none where the lists differ too much. */
function equalsIn(left: number[], right: number[]): [number, number][] {
  const most = Math.min(left.length + right.length, differencesMax);
  /** By diagonal: how far on the left one comes with so many differences. */
  const reach = new Int32Array(2 * most + 3);
  const zero = most + 1;
  const trace: Int32Array[] = [];
  for (let steps = 0; steps <= most; steps += 1) {
    trace.push(reach.slice(zero - steps - 1, zero + steps + 2));
    for (let diagonal = -steps; diagonal <= steps; diagonal += 2) {
      const below = reach[zero + diagonal - 1]!;
      const above = reach[zero + diagonal + 1]!;
      let x = diagonal === -steps || (diagonal !== steps && below < above) ? above : below + 1;
      while (x < left.length && x - diagonal < right.length && left[x] === right[x - diagonal]) {
        x += 1;
      }
      reach[zero + diagonal] = x;
      if (x >= left.length && x - diagonal >= right.length) {
        return traced(trace, left.length, right.length);
      }
    }
  }
  return [];
}

function traced(trace: Int32Array[], leftLength: number, rightLength: number): [number, number][] {
  const equals: [number, number][] = [];
  let x = leftLength;
  let y = rightLength;
  for (let steps = trace.length - 1; steps >= 0; steps -= 1) {
    const reach = trace[steps]!;
    const at = (diagonal: number) => reach[diagonal + steps + 1]!;
    const diagonal = x - y;
    const isDown =
      diagonal === -steps || (diagonal !== steps && at(diagonal - 1) < at(diagonal + 1));
    const before = isDown ? diagonal + 1 : diagonal - 1;
    const beforeX = steps === 0 ? 0 : at(before);
    const beforeY = steps === 0 ? 0 : beforeX - before;
    while (x > beforeX && y > beforeY) {
      x -= 1;
      y -= 1;
      equals.push([x, y]);
    }
    x = beforeX;
    y = beforeY;
  }
  return equals.reverse();
}

function withGaps(equals: [number, number][], leftLength: number, rightLength: number): Aligned[] {
  const rows: Aligned[] = [];
  let x = 0;
  let y = 0;
  for (const [toX, toY] of [...equals, [leftLength, rightLength] as const]) {
    while (x < toX && y < toY) rows.push([x++, y++]);
    while (x < toX) rows.push([x++, null]);
    while (y < toY) rows.push([null, y++]);
    if (toX < leftLength || toY < rightLength) rows.push([x++, y++]);
  }
  return rows;
}
