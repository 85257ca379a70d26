import { visible } from "../../../../catcher/page/pieces/visible";

/** So much is shown before and behind the mark. */
const contextChars = 60;

/** A URL, with the character marked that it may not have. `at`: its place, counted in bytes from 1. */
export function UrlMark({ url, at }: { url: string; at: number }) {
  const place = characterAt(url, at);
  const character = String.fromCodePoint(url.codePointAt(place) ?? 0x20);
  const from = Math.max(0, place - contextChars);
  const end = place + character.length;
  return (
    <p class="url_mark" aria-hidden="true">
      <code>
        {from > 0 && "…"}
        {visible(url.slice(from, place))}
        <mark>{character === " " ? "␣" : visible(character)}</mark>
        {visible(url.slice(end, end + contextChars))}
        {end + contextChars < url.length && "…"}
      </code>
    </p>
  );
}

/** Where in the text the character is to which that byte of its UTF-8 belongs. */
export function characterAt(text: string, byte: number): number {
  let bytes = 0;
  let place = 0;
  for (const character of text) {
    bytes += new TextEncoder().encode(character).length;
    if (bytes >= byte) return place;
    place += character.length;
  }
  return place;
}
