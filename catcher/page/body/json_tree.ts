/**
 * JSON as it was written: members in order with their repeats, numbers with all their digits.
 * JSON.parse() keeps neither.
 */
export type JsonNode =
  | { kind: "object"; members: [key: string, value: JsonNode][] }
  | { kind: "array"; items: JsonNode[] }
  | { kind: "string"; value: string }
  | { kind: "number" | "word"; text: string };

/** Where the text stops being JSON. */
export class JsonError extends Error {
  readonly line: number;
  readonly column: number;

  constructor(
    message: string,
    readonly position: number,
    text: string,
  ) {
    super(message);
    const before = text.slice(0, position);
    this.line = before.split("\n").length;
    this.column = position - before.lastIndexOf("\n");
  }
}

const depthMax = 1_000;

/** Throws JsonError. */
export function parseJson(text: string): JsonNode {
  return new JsonReader(text).whole();
}

class JsonReader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): JsonNode {
    const node = this.value();
    this.blanks();
    if (this.at < this.text.length) this.fail("the end was expected here");
    return node;
  }

  private value(): JsonNode {
    this.blanks();
    const char = this.text[this.at];
    if (char === undefined) this.fail("it ends in the middle");
    if (char === "{") return this.nested(() => this.object());
    if (char === "[") return this.nested(() => this.array());
    if (char === '"') return { kind: "string", value: this.string() };
    return this.bare();
  }

  private nested(read: () => JsonNode): JsonNode {
    this.depth += 1;
    if (this.depth > depthMax) this.fail(`it is nested more than ${depthMax} deep`);
    this.at += 1;
    const node = read();
    this.depth -= 1;
    return node;
  }

  private object(): JsonNode {
    const members: [string, JsonNode][] = [];
    if (this.skip("}")) return { kind: "object", members };
    do {
      this.blanks();
      if (this.text[this.at] !== '"') this.fail("a name in double quotes was expected here");
      const key = this.string();
      if (!this.skip(":")) this.fail('":" was expected here');
      members.push([key, this.value()]);
    } while (this.skip(","));
    if (!this.skip("}")) this.fail('"," or "}" was expected here');
    return { kind: "object", members };
  }

  private array(): JsonNode {
    const items: JsonNode[] = [];
    if (this.skip("]")) return { kind: "array", items };
    do items.push(this.value());
    while (this.skip(","));
    if (!this.skip("]")) this.fail('"," or "]" was expected here');
    return { kind: "array", items };
  }

  private string(): string {
    const start = this.at;
    let end = start + 1;
    for (; this.text[end] !== '"'; end += this.text[end] === "\\" ? 2 : 1) {
      if (end >= this.text.length) this.fail("this text has no closing quote");
    }
    this.at = end + 1;
    const quoted = this.text.slice(start, this.at);
    try {
      return JSON.parse(quoted) as string;
    } catch {
      this.at = start;
      return this.fail("this text holds a control character or a wrong escape");
    }
  }

  private bare(): JsonNode {
    const pattern = /(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)|true|false|null/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return this.fail("a value was expected here");
    this.at = pattern.lastIndex;
    return { kind: found[1] === undefined ? "word" : "number", text: found[0] };
  }

  private skip(char: string): boolean {
    this.blanks();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private blanks(): void {
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at += 1;
  }

  private fail(sentence: string): never {
    throw new JsonError(sentence, Math.min(this.at, this.text.length), this.text);
  }
}
