/** Where a text stops being what it should be. */
export class TextError extends Error {
  /** From 1. */
  readonly line: number;
  readonly column: number;

  constructor(
    message: string,
    readonly position: number,
    text: string,
  ) {
    super(message);
    const { line, column } = placeIn(text, position);
    this.line = line;
    this.column = column;
  }
}

/** Both from 1. */
export function placeIn(text: string, position: number): { line: number; column: number } {
  let line = 1;
  let lineStart = 0;
  for (;;) {
    const end = text.indexOf("\n", lineStart);
    if (end < 0 || end >= position) return { line, column: position - lineStart + 1 };
    line += 1;
    lineStart = end + 1;
  }
}
