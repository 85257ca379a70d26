import { visible } from "../../pieces/visible";
import type { TextError } from "./text_place";

const contextChars = 300;

interface BrokenTextProps {
  text: string;
  error: TextError;
  /** What it isn't: "JSON". */
  noun: string;
}

/** The text around the place where it breaks. */
export function BrokenText({ text, error, noun }: BrokenTextProps) {
  const { position, line, column, message } = error;
  const from = Math.max(0, position - contextChars);
  return (
    <>
      <p class="notice">
        This isn't {noun}: {message}, at line {line}, column {column}.
      </p>
      <pre class="code">
        {from > 0 && "…"}
        {visible(text.slice(from, position))}
        <mark class="wrong">
          {visible(text.slice(position, position + 1)).replace("\n", "⏎\n") || "(the end)"}
        </mark>
        {visible(text.slice(position + 1, position + contextChars))}
        {position + contextChars < text.length && "…"}
      </pre>
    </>
  );
}
