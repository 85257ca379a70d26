/**
 * Text for showing: what would not be seen, or would turn the text around it, is written out.
 * Nothing else changes, and what is copied is the text itself.
 */
export function visible(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, (char) =>
      String.fromCharCode(0x2400 + char.charCodeAt(0)),
    )
    .replace(/[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, (char) => {
      const code = char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      return `‹U+${code}›`;
    });
}
