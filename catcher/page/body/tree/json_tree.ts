import { TextError } from "./text_place";

/**
 * JSON as it was written: members in order with their repeats, numbers with all their digits.
 * JSON.parse() keeps neither, and has no places.
 */
export type JsonNode = JsonBranch | JsonLeaf;

/** `start` and `end` are its place in the text. */
interface Span {
  start: number;
  end: number;
}

export type JsonBranch =
  | ({ kind: "object"; members: [key: string, value: JsonNode][] } & Span)
  | ({ kind: "array"; items: JsonNode[] } & Span);

export type JsonLeaf = { kind: "string" | "number" | "word" } & Span;

/** As it was written. */
export function sourceOf(node: JsonNode, text: string): string {
  return text.slice(node.start, node.end);
}

/** What a string stands for; of the others, what was written. */
export function valueOf(node: JsonNode, text: string): string {
  const source = sourceOf(node, text);
  return node.kind === "string" ? (JSON.parse(source) as string) : source;
}

/** Throws TextError. Takes any depth: nothing here calls itself. */
export function parseJson(text: string): JsonNode {
  return new JsonReader(text).whole();
}

const wordChars: Record<string, string> = { t: "true", f: "false", n: "null" };

class JsonReader {
  private at = 0;
  /** The branches around the place, and the keys of the members that are read in them. */
  private readonly open: JsonBranch[] = [];
  private readonly keys: string[] = [];

  constructor(private readonly text: string) {}

  whole(): JsonNode {
    for (;;) {
      let node = this.value();
      while (node) {
        const branch = this.open[this.open.length - 1];
        if (!branch) return this.ended(node);
        if (branch.kind === "array") branch.items.push(node);
        else branch.members.push([this.keys.pop()!, node]);
        node = this.goesOn(branch) ? null : this.open.pop()!;
      }
    }
  }

  /** A whole value, or null where a branch was opened whose first value is next. */
  private value(): JsonNode | null {
    this.blanks();
    const start = this.at;
    const char = this.text[start];
    if (char === undefined) return this.fail("it ends in the middle");
    if (char === '"') return { kind: "string", start, end: this.string() };
    if (char !== "{" && char !== "[") return this.bare();
    this.at += 1;
    const branch: JsonBranch =
      char === "{"
        ? { kind: "object", members: [], start, end: 0 }
        : { kind: "array", items: [], start, end: 0 };
    if (this.skip(char === "{" ? "}" : "]")) return { ...branch, end: this.at };
    this.open.push(branch);
    if (branch.kind === "object") this.key();
    return null;
  }

  /** Whether a comma says that another value follows; where none does, the branch ends. */
  private goesOn(branch: JsonBranch): boolean {
    if (this.skip(",")) {
      if (branch.kind === "object") this.key();
      return true;
    }
    const end = branch.kind === "object" ? "}" : "]";
    if (!this.skip(end)) this.fail(`"," or "${end}" was expected here`);
    branch.end = this.at;
    return false;
  }

  private ended(node: JsonNode): JsonNode {
    this.blanks();
    if (this.at < this.text.length) this.fail("the end was expected here");
    return node;
  }

  private key(): void {
    this.blanks();
    const start = this.at;
    if (this.text[start] !== '"') this.fail("a name in double quotes was expected here");
    this.keys.push(JSON.parse(this.text.slice(start, this.string())) as string);
    if (!this.skip(":")) this.fail('":" was expected here');
  }

  /** Goes over a string; where it ends. */
  private string(): number {
    const start = this.at;
    for (this.at += 1; ; this.at += 1) {
      const code = this.text.charCodeAt(this.at);
      if (code === 0x22) break;
      if (code === 0x5c) this.escape();
      else if (code < 0x20) this.fail("a control character stands in this text unescaped");
      else if (Number.isNaN(code)) {
        this.at = start;
        this.fail("this text has no closing quote");
      }
    }
    this.at += 1;
    return this.at;
  }

  private escape(): void {
    const pattern = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return this.fail("this is no escape that JSON has");
    this.at += found[0].length - 1;
  }

  private bare(): JsonNode {
    const start = this.at;
    const word = wordChars[this.text[start]!];
    if (word && this.text.startsWith(word, start)) {
      this.at += word.length;
      return { kind: "word", start, end: this.at };
    }
    const pattern = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
    pattern.lastIndex = start;
    if (!pattern.test(this.text)) return this.fail("a value was expected here");
    this.at = pattern.lastIndex;
    return { kind: "number", start, end: this.at };
  }

  private skip(char: string): boolean {
    this.blanks();
    if (this.text[this.at] !== char) return false;
    this.at += 1;
    return true;
  }

  private blanks(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.at += 1;
    }
  }

  private fail(sentence: string): never {
    throw new TextError(sentence, Math.min(this.at, this.text.length), this.text);
  }
}
