import type { Pairs } from "../../api/capture";
import { charsOf } from "../content";

/** Deeper ones are shown as text: nobody sends multiparts in multiparts in multiparts. */
export const partsDepthMax = 5;

/** One part of a multipart body. */
export interface BodyPart {
  headers: Pairs;
  /** Of its Content-Disposition; null where there is none. */
  name: string | null;
  filename: string | null;
  bytes: Uint8Array;
}

export interface Multipart {
  parts: BodyPart[];
  /** What is wrong with it, in sentences. */
  problems: string[];
}

/** Reads all of it that can be read; what can't is a problem. */
export function readMultipart(bytes: Uint8Array, boundary: string | undefined): Multipart {
  if (!boundary) {
    return { parts: [], problems: ["Its content type names no boundary between the parts."] };
  }
  return new MultipartReader(bytes, boundary).whole();
}

class MultipartReader {
  private readonly parts: BodyPart[] = [];
  private readonly problems: string[] = [];
  /** The bytes as characters of the same number, for looking things up. */
  private readonly text: string;
  private readonly delimiter: string;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly boundary: string,
  ) {
    this.text = charsOf(bytes);
    this.delimiter = charsOf(new TextEncoder().encode(`--${boundary}`));
  }

  whole(): Multipart {
    let delimiter = this.nextDelimiter(0);
    if (!delimiter) this.problems.push(`The boundary “${this.boundary}” is nowhere in the body.`);
    else if (delimiter.lineStart > 0) {
      this.problems.push(`Before the first part stand ${delimiter.lineStart} bytes.`);
    }
    while (delimiter && !delimiter.isLast) {
      const next = this.nextDelimiter(delimiter.end);
      this.parts.push(this.part(delimiter.end, next?.contentEnd ?? this.bytes.length));
      if (!next) this.problems.push("The body ends before its closing boundary: the rest is lost.");
      delimiter = next;
    }
    if (delimiter) this.tellRest(delimiter.end);
    return { parts: this.parts, problems: this.problems };
  }

  private nextDelimiter(from: number): Delimiter | null {
    const { text, delimiter } = this;
    for (let at = text.indexOf(delimiter, from); at >= 0; at = text.indexOf(delimiter, at + 1)) {
      if (at > 0 && text[at - 1] !== "\n") continue;
      const pattern = /(--)?[ \t]*(?:\r?\n|$)/y;
      pattern.lastIndex = at + delimiter.length;
      const found = pattern.exec(text);
      if (!found) continue;
      // The line's end before a delimiter belongs to it. A part may be empty, so it may have
      // been gone over already, as the end of the delimiter before.
      const breakLength = text[at - 2] === "\r" ? 2 : Math.min(at, 1);
      const contentEnd = Math.max(from, at - breakLength);
      return { lineStart: at, contentEnd, end: pattern.lastIndex, isLast: found[1] !== undefined };
    }
    return null;
  }

  private part(start: number, end: number): BodyPart {
    const { headers, bodyStart } = this.head(start, end);
    const disposition = headers.find(([name]) => name.toLowerCase() === "content-disposition");
    const params = dispositionParams(disposition?.[1] ?? "");
    return {
      headers,
      name: params.get("name") ?? null,
      filename: decodedName(params.get("filename*")) ?? params.get("filename") ?? null,
      bytes: this.bytes.subarray(bodyStart, end),
    };
  }

  private head(start: number, end: number): { headers: Pairs; bodyStart: number } {
    const headers: Pairs = [];
    for (let at = start; at < end;) {
      const found = this.text.indexOf("\n", at);
      const lineEnd = found < 0 || found > end ? end : found;
      const line = new TextDecoder().decode(this.bytes.subarray(at, lineEnd)).replace(/\r$/, "");
      at = lineEnd + 1;
      if (line === "") return { headers, bodyStart: Math.min(at, end) };
      const last = headers[headers.length - 1];
      const colon = line.indexOf(":");
      if (/^[ \t]/.test(line) && last) last[1] += ` ${line.trim()}`;
      else if (colon > 0) headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
      else return this.headless(start);
    }
    return headers.length > 0 ? { headers, bodyStart: end } : this.headless(start);
  }

  /** A part whose headers are none. */
  private headless(start: number): { headers: Pairs; bodyStart: number } {
    const number = this.parts.length + 1;
    this.problems.push(`Part ${number} doesn't begin with headers and an empty line.`);
    return { headers: [], bodyStart: start };
  }

  private tellRest(from: number): void {
    const rest = this.text.slice(from).trim().length;
    if (rest > 0) this.problems.push(`Behind the closing boundary stand ${rest} bytes.`);
  }
}

interface Delimiter {
  lineStart: number;
  /** Where the part before it ends. */
  contentEnd: number;
  end: number;
  isLast: boolean;
}

/**
 * The parameters of a Content-Disposition as browsers write them: of quoted texts only what they
 * escape is unescaped (%22, %0D, %0A, and the \\" of older ones), so that a path of Windows stays one.
 */
function dispositionParams(header: string): Map<string, string> {
  const params = new Map<string, string>();
  const named = /;[ \t]*([^=;]*?)[ \t]*(?:=[ \t]*("?)|(?=;)|$)/y;
  named.lastIndex = header.indexOf(";");
  for (let found = named.lastIndex < 0 ? null : named.exec(header); found;) {
    const start = named.lastIndex;
    const end = found[2]
      ? quotedEnd(header, start)
      : (header.indexOf(";", start) + 1 || header.length + 1) - 1;
    const value = header.slice(start, end);
    const key = found[1]!.toLowerCase();
    if (!params.has(key)) params.set(key, found[2] ? unescapedName(value) : value.trim());
    const next = header.indexOf(";", end);
    named.lastIndex = next;
    found = next < 0 ? null : named.exec(header);
  }
  return params;
}

/** Where a quoted text ends: at a quote that another parameter or nothing follows. */
function quotedEnd(header: string, start: number): number {
  const closing = /"(?=[ \t]*(?:;[ \t]*(?:[^=;" \t]+[ \t]*=|$)|$))/g;
  closing.lastIndex = start;
  return closing.exec(header)?.index ?? header.length;
}

function unescapedName(text: string): string {
  const meanings: Record<string, string> = { "%0D": "\r", "%0A": "\n" };
  return text.replace(/\\"|%22|%0D|%0A/g, (escape) => meanings[escape] ?? '"');
}

/** utf-8''na%C3%AFve.txt, as RFC 5987 has it. */
function decodedName(value: string | undefined): string | null {
  const encoded = /^utf-8'[^']*'(.*)$/is.exec(value ?? "")?.[1];
  if (encoded === undefined) return null;
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
