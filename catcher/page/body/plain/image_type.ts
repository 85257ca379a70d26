import type { Content } from "../content";

/** Which kind of image it is, by its first bytes rather than by what it is said to be. */
export function imageTypeOf({ bytes, text, type }: Content): string | null {
  for (const [kind, begins] of beginnings) {
    if (begins.test(String.fromCharCode(...bytes.subarray(0, 12)))) return kind;
  }
  const isSvg = type.essence === "image/svg+xml" || /^\s*<svg[\s>]/.test(text?.slice(0, 200) ?? "");
  if (isSvg) return "image/svg+xml";
  return /^image\/[\w.+-]+$/.test(type.essence) ? type.essence : null;
}

const beginnings: [kind: string, begins: RegExp][] = [
  ["image/png", /^\x89PNG\r\n/],
  ["image/jpeg", /^\xff\xd8\xff/],
  ["image/gif", /^GIF8[79]a/],
  ["image/webp", /^RIFF[^]{4}WEBP/],
  ["image/avif", /^[^]{4}ftypavi[fs]/],
];
