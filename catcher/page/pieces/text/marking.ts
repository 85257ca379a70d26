import { createContext } from "preact";

/** A stretch of a text, from its start up to its end. */
export interface Stretch {
  start: number;
  end: number;
}

/** Tells what of a text is to be marked, wherever it stands; nothing, where nothing is looked for. */
export const Marking = createContext<readonly RegExp[]>([]);

/** In one text no more are marked: nobody reads more, and each is an element. */
const marksMax = 1_000;

/** What the patterns, which are global, find between `from` and `to`; none overlaps the one before. */
export function stretchesIn(
  text: string,
  patterns: readonly RegExp[],
  max = marksMax,
  from = 0,
  to = text.length,
): Stretch[] {
  const found: Stretch[] = [];
  for (const pattern of patterns) {
    pattern.lastIndex = from;
    for (let count = 0; count < max; count += 1) {
      const match = pattern.exec(text);
      if (!match || match.index >= to) break;
      found.push({ start: match.index, end: match.index + match[0].length });
    }
  }
  if (patterns.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = 0;
  return found.filter((stretch) => {
    if (stretch.start < end) return false;
    end = stretch.end;
    return true;
  });
}
