import { placeIn, TextError } from "./text_place";

/**
 * XML as it was written. Nothing is resolved: entities stay what they are, and document types are
 * gone over, so that no text can grow, or fetch anything, by being looked at.
 */
export type XmlNode = XmlElement | XmlOther;

/** `start` and `end` are its place in the text. */
interface Span {
  start: number;
  end: number;
}

export type XmlElement = {
  kind: "element";
  name: string;
  /** Values as written, without their quotes. */
  attributes: [name: string, value: string][];
  children: XmlNode[];
  /** Where its content begins and ends; both 0 where it has none. */
  inner: Span;
} & Span;

export type XmlOther = {
  kind: "text" | "cdata" | "comment" | "instruction" | "doctype";
} & Span;

/** As it was written; of a CDATA section or a comment, what is in it. */
export function xmlTextOf(node: XmlOther, text: string): string {
  const source = text.slice(node.start, node.end);
  if (node.kind === "cdata") return source.slice(9, -3);
  return node.kind === "comment" ? source.slice(4, -3) : source;
}

/** All that stands on the first level: the root, and what is around it. Throws TextError. */
export function parseXml(text: string): XmlNode[] {
  return new XmlReader(text).whole();
}

const nameStart = "[:A-Z_a-z\\u00c0-\\u02ff\\u0370-\\u1fff\\u200c\\u200d\\u2070-\\ufffd]";
const nameRest = "[-.:\\w\\u00b7-\\u037d\\u037f-\\u1fff\\u200c-\\u2040\\u2070-\\ufffd]";
const knownEntities = ["amp", "lt", "gt", "quot", "apos"];

class XmlReader {
  private at = 0;
  private readonly top: XmlNode[] = [];
  private readonly open: XmlElement[] = [];
  private hasRoot = false;
  private hasDoctype = false;
  private readonly namePattern = new RegExp(`${nameStart}${nameRest}*`, "uy");

  constructor(private readonly text: string) {
    if (text.startsWith("\ufeff")) this.at = 1;
  }

  whole(): XmlNode[] {
    while (this.at < this.text.length) {
      if (this.text[this.at] !== "<") this.characters();
      else if (this.text.startsWith("</", this.at)) this.endTag();
      else if (!this.special()) this.startTag();
    }
    const inner = this.open[this.open.length - 1];
    if (inner) this.fail(`it ends before <${inner.name}> of line ${this.lineOf(inner)} does`);
    if (!this.hasRoot) this.fail("it has no element");
    return this.top;
  }

  private add(node: XmlNode): void {
    (this.open[this.open.length - 1]?.children ?? this.top).push(node);
  }

  private characters(): void {
    const start = this.at;
    const next = this.text.indexOf("<", start);
    const end = next < 0 ? this.text.length : next;
    const content = this.text.slice(start, end);
    if (/[^\s]/.test(content)) {
      if (this.open.length === 0) {
        this.at = start + content.search(/\S/);
        this.fail(`text can't stand ${this.hasRoot ? "behind" : "before"} the outermost element`);
      }
      this.checkEntities(start, end);
      const wrong = content.indexOf("]]>");
      if (wrong >= 0) this.failAt(start + wrong, '"]]>" must be written "]]&gt;" in text');
      this.add({ kind: "text", start, end });
    }
    this.checkChars(start, end);
    this.at = end;
  }

  /** Comments, CDATA, instructions and the document type; false where it is none of them. */
  private special(): boolean {
    const { text, at } = this;
    if (text.startsWith("<!--", at)) return this.until("comment", "<!--", "-->");
    if (text.startsWith("<![CDATA[", at)) {
      if (this.open.length === 0) this.fail("CDATA can't stand outside of an element");
      return this.until("cdata", "<![CDATA[", "]]>");
    }
    if (text.startsWith("<?", at)) return this.until("instruction", "<?", "?>");
    if (text.startsWith("<!DOCTYPE", at)) return this.doctype();
    return false;
  }

  private until(kind: XmlOther["kind"], begins: string, ends: string): true {
    const start = this.at;
    const end = this.text.indexOf(ends, start + begins.length);
    if (end < 0) this.fail(`this has no end: "${ends}" is missing`);
    this.checkChars(start, end);
    this.at = end + ends.length;
    this.add({ kind, start, end: this.at });
    return true;
  }

  private doctype(): true {
    const start = this.at;
    if (this.hasRoot) this.fail("the document type must stand before the outermost element");
    this.hasDoctype = true;
    // To its closing bracket, over quotes, comments and the subset in square brackets.
    const pattern = /<!--|["'[\]>]/g;
    pattern.lastIndex = start;
    let inSubset = false;
    for (let found = pattern.exec(this.text); found; found = pattern.exec(this.text)) {
      const [sign] = found;
      if (sign === "[") inSubset = true;
      else if (sign === "]") inSubset = false;
      else if (sign !== ">") {
        const end = this.text.indexOf(sign === "<!--" ? "-->" : sign, pattern.lastIndex);
        if (end < 0) break;
        pattern.lastIndex = end + 1;
      } else if (!inSubset) {
        this.at = pattern.lastIndex;
        this.add({ kind: "doctype", start, end: this.at });
        return true;
      }
    }
    return this.fail('the document type has no end: ">" is missing');
  }

  private startTag(): void {
    const start = this.at;
    if (this.open.length === 0 && this.hasRoot) {
      this.fail("there can be one outermost element only");
    }
    this.at += 1;
    const name = this.name("an element's name");
    const attributes = this.attributes(name, start);
    const isEmpty = this.skip("/>");
    if (!isEmpty && !this.skip(">")) this.fail('an attribute, ">" or "/>" was expected here');
    const inner = isEmpty ? { start: 0, end: 0 } : { start: this.at, end: this.at };
    const element: XmlElement = {
      kind: "element",
      name,
      attributes,
      children: [],
      inner,
      start,
      end: this.at,
    };
    this.add(element);
    this.hasRoot = true;
    if (!isEmpty) this.open.push(element);
  }

  private attributes(tag: string, tagStart: number): [string, string][] {
    const attributes: [string, string][] = [];
    const names = new Set<string>();
    for (;;) {
      const hadBlank = this.blanks();
      const start = this.at;
      const char = this.text[start];
      if (char === undefined) this.failAt(tagStart, `the tag <${tag}> has no end`);
      if (char === ">" || char === "/") return attributes;
      if (!hadBlank) this.fail("a blank was expected here");
      const name = this.name("an attribute's name");
      if (names.has(name)) this.failAt(start, `the attribute ${name} stands twice in one tag`);
      names.add(name);
      attributes.push([name, this.attributeValue(name)]);
    }
  }

  private attributeValue(name: string): string {
    this.blanks();
    if (!this.skip("=")) this.fail(`"=" was expected here, behind ${name}`);
    this.blanks();
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") this.fail("a value in quotes was expected here");
    const start = this.at + 1;
    const end = this.text.indexOf(quote!, start);
    if (end < 0) this.fail("this value has no closing quote");
    const value = this.text.slice(start, end);
    const wrong = value.indexOf("<");
    if (wrong >= 0) this.failAt(start + wrong, '"<" must be written "&lt;" in a value');
    this.checkEntities(start, end);
    this.checkChars(start, end);
    this.at = end + 1;
    return value;
  }

  private endTag(): void {
    const start = this.at;
    this.at += 2;
    const name = this.name("an element's name");
    this.blanks();
    if (!this.skip(">")) this.fail('">" was expected here');
    const element = this.open.pop();
    if (!element) this.failAt(start, `</${name}> closes nothing`);
    else if (element.name !== name) {
      const line = this.lineOf(element);
      this.failAt(
        start,
        `</${name}> stands where <${element.name}> of line ${line} is to be closed`,
      );
    } else {
      element.inner.end = start;
      element.end = this.at;
    }
  }

  private name(noun: string): string {
    this.namePattern.lastIndex = this.at;
    const found = this.namePattern.exec(this.text);
    if (!found) return this.fail(`${noun} was expected here`);
    this.at += found[0].length;
    return found[0];
  }

  private checkEntities(start: number, end: number): void {
    const pattern = /&(?:#(?:\d+|x[\da-fA-F]+)|([^\s&;<#]+));|&/gy;
    for (let at = this.text.indexOf("&", start); at >= 0 && at < end;) {
      pattern.lastIndex = at;
      const [found, name] = pattern.exec(this.text)!;
      if (found === "&") this.failAt(at, '"&" must be written "&amp;"');
      if (name && !this.hasDoctype && !knownEntities.includes(name)) {
        this.failAt(at, `the entity ${found} isn't declared`);
      }
      at = this.text.indexOf("&", at + 1);
    }
  }

  private checkChars(start: number, end: number): void {
    const pattern = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g;
    pattern.lastIndex = start;
    const found = pattern.exec(this.text.slice(0, end));
    if (found) this.failAt(found.index, "a character stands here that XML doesn't allow");
  }

  private skip(sign: string): boolean {
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  private blanks(): boolean {
    const start = this.at;
    while (" \t\r\n".includes(this.text[this.at] ?? "x")) this.at += 1;
    return this.at > start;
  }

  private lineOf(node: Span): number {
    return placeIn(this.text, node.start).line;
  }

  private fail(sentence: string): never {
    return this.failAt(Math.min(this.at, this.text.length), sentence);
  }

  private failAt(position: number, sentence: string): never {
    throw new TextError(sentence, position, this.text);
  }
}
