/** Longer than any character that is made of several, but for those made to annoy. */
const windowChars = 200;

const characters =
  typeof Intl.Segmenter === "function"
    ? new Intl.Segmenter(undefined, { granularity: "grapheme" })
    : null;

/**
 * The beginning of a text, of no more than that many UTF-16 units: a character that is made of
 * several (a family of emoji, a letter and its accents) stays whole, or is left out.
 */
export function cut(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  return text.slice(0, charsMax - tornAt(text, charsMax));
}

/** How many units before that place belong to the character that the place is within. */
function tornAt(text: string, place: number): number {
  const from = startOfPair(text, Math.max(0, place - windowChars));
  const around = text.slice(from, place + windowChars);
  const within = characters?.segment(around).containing(place - from);
  const torn = within ? place - from - within.index : 0;
  // What fills the window isn't a character that anybody would miss.
  return torn < place - from || from === 0 ? torn : place - startOfPair(text, place);
}

/** That place, or the one before where it is between the two halves of a code point. */
function startOfPair(text: string, place: number): number {
  return place > 0 && text.codePointAt(place - 1)! > 0xffff ? place - 1 : place;
}
