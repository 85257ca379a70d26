/** A word of a search, as far as it was typed: -form.type=sa */
export interface TypedWord {
  /** Its place in the text. */
  start: number;
  end: number;
  /** "-" where what it finds is to be left out. */
  sign: string;
  /** What stands before the relation; all of it, where there is none yet. */
  name: string;
  /** "=", "!=", ">=" and the like; "" where there is none yet. */
  relation: string;
  /** What stands behind the relation, without a quote before it. */
  value: string;
}

const word = /(?:"(?:\\.|[^"\\])*"?|[^\s"])+/g;
const parts = /^(-?)((?:"(?:\\.|[^"\\])*"|[^=<>!"\s])*)(!?=|[<>]=?)?(.*)$/s;

/** The word that ends at the caret, or in which it stands. */
export function wordAt(text: string, caret: number): TypedWord {
  for (const found of text.matchAll(word)) {
    const end = found.index + found[0].length;
    if (found.index <= caret && caret <= end)
      return wordOf(text.slice(found.index, caret), found.index, end);
  }
  return wordOf("", caret, caret);
}

/** The text with that word in place of the one that stands there, and where the caret is then. */
export function withWord(
  text: string,
  { start, end }: TypedWord,
  written: string,
): { text: string; caret: number } {
  return {
    text: text.slice(0, start) + written + text.slice(end),
    caret: start + written.length,
  };
}

function wordOf(typed: string, start: number, end: number): TypedWord {
  const [, sign = "", name = "", relation = "", rest = ""] = parts.exec(typed) ?? [];
  if (relation === "") return { start, end, sign, name: name + rest, relation, value: "" };
  return { start, end, sign, name, relation, value: rest.replace(/^"/, "") };
}
