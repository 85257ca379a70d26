import type { Data, Pairs } from "../api/capture";
import { isXmlType, type MediaType, mediaTypeOf } from "./media_type";

/** Some bytes of a known type, and their text where they are text. */
export interface Content {
  bytes: Uint8Array;
  text: string | null;
  type: MediaType;
  /** What is to be said of how the text was read, a sentence; "" for UTF-8, which goes unsaid. */
  reading: string;
}

export function contentOf(data: Data, type: MediaType): Content {
  if (data.encoding === "base64") return contentOfBytes(bytesOfBase64(data.data), type);
  const bytes = new TextEncoder().encode(data.data);
  if (charsetOf(bytes, type)) return contentOfBytes(bytes, type);
  return { bytes, text: data.data, type, reading: "" };
}

export function contentOfBytes(bytes: Uint8Array, type: MediaType): Content {
  const label = charsetOf(bytes, type);
  if (!label) return { bytes, text: textOf(bytes), type, reading: "" };
  const read = textOf(bytes, label);
  const text = read ?? textOf(bytes);
  return { bytes, text, type, reading: readingOf(label, read, bytes) };
}

/** The content type of these headers. */
export function typeIn(headers: Pairs): MediaType {
  return mediaTypeOf(headers.find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "");
}

/** Bytes as text for showing: what isn't UTF-8 is written as ‹FF›. */
export function shownTextOf(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text !== null) return text;
  let shown = "";
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    shown += textOf(line) ?? Array.from(line, shownByte).join("");
    start = end;
  }
  return shown;
}

/** A character per byte; ASCII as it is. */
export function charsOf(bytes: Uint8Array): string {
  return new TextDecoder("windows-1252").decode(bytes);
}

/** For sending bytes in JSON. */
export function base64Of(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += 0x8000) {
    binary += String.fromCharCode(...bytes.subarray(start, start + 0x8000));
  }
  return btoa(binary);
}

function shownByte(byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  return `‹${byte.toString(16).toUpperCase()}›`;
}

/** Null where the bytes aren't that, or nobody knows what that is. */
function textOf(bytes: Uint8Array, label = "utf-8"): string | null {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** What the bytes are said to be, where that isn't UTF-8. */
function charsetOf(bytes: Uint8Array, type: MediaType): string {
  const label = type.params.get("charset") ?? charsetInside(bytes, type);
  return /^\s*utf-?8\s*$/i.test(label) ? "" : label.trim().slice(0, 60);
}

function charsetInside(bytes: Uint8Array, type: MediaType): string {
  const [first, second] = bytes;
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (!isXmlType(type)) return "";
  const begin = String.fromCharCode(...bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(begin)?.[1] ?? "";
}

function readingOf(label: string, read: string | null, bytes: Uint8Array): string {
  if (read === null) {
    return isKnown(label)
      ? `It is said to be ${label}, and isn't.`
      : `It is said to be “${label}”, which this browser doesn't know.`;
  }
  return bytes.some((byte) => byte >= 0x80) || read.length !== bytes.length
    ? `Read as ${label}, as the sender says.`
    : "";
}

function isKnown(label: string): boolean {
  try {
    void new TextDecoder(label);
    return true;
  } catch {
    return false;
  }
}

function bytesOfBase64(data: string): Uint8Array {
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
