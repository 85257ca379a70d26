import { LongText } from "../pieces/text/long_text";
import { visible } from "../pieces/visible";

const contextChars = 200;

/** A text of which what differs from the other one is marked; null: there is no other. */
export function ChangedText({ text, other }: { text: string; other: string | null }) {
  if (other === null) return <LongText text={text} start={1_000} />;
  const { begin, end } = changedSpan(text, other);
  const from = begin > 2 * contextChars ? begin - contextChars : 0;
  const to = text.length - end > 2 * contextChars ? end + contextChars : text.length;
  return (
    <bdi class="text">
      {from > 0 && "…"}
      {visible(text.slice(from, begin))}
      {begin < end && (
        <mark>
          <LongText text={text.slice(begin, end)} start={1_000} />
        </mark>
      )}
      {visible(text.slice(end, to))}
      {to < text.length && "…"}
    </bdi>
  );
}

/** Where the text differs from the other: behind what both begin with, before what both end with. */
export function changedSpan(text: string, other: string): { begin: number; end: number } {
  const most = Math.min(text.length, other.length);
  let begin = 0;
  while (begin < most && text.charCodeAt(begin) === other.charCodeAt(begin)) begin += 1;
  if (isHighSurrogate(text, begin - 1)) begin -= 1;
  let tail = 0;
  while (
    tail < most - begin &&
    text.charCodeAt(text.length - 1 - tail) === other.charCodeAt(other.length - 1 - tail)
  ) {
    tail += 1;
  }
  if (isHighSurrogate(text, text.length - tail - 1)) tail -= 1;
  return { begin, end: text.length - Math.max(tail, 0) };
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code < 0xdc00;
}
