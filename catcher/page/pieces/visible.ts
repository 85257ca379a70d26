import { cut } from "./text/cut";

const unseen = /[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/**
 * Text for showing: what would not be seen, or would turn the text around it, is written out.
 * Nothing else changes, and what is copied is the text itself.
 */
export function visible(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (char) =>
      String.fromCharCode(0x2400 + char.charCodeAt(0)),
    )
    .replace(unseen, (char, at: number, all: string) => {
      if (char === "\u200d" && joinsEmoji(all, at)) return char;
      const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `‹U+${code}›`;
    });
}

/** Its beginning, for showing, with "…" where more follows; no character is cut in two. */
export function clipped(text: string, charsMax: number): string {
  return text.length <= charsMax ? visible(text) : `${visible(cut(text, charsMax - 1))}…`;
}

/** Between two emoji a joiner makes one of them, which is what is seen: 👩‍👧. */
function joinsEmoji(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 4), at);
  return (
    /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?$/u.test(before) &&
    /^[\p{Extended_Pictographic}]/u.test(text.slice(at + 1, at + 3))
  );
}
