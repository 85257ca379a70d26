import type { Body, Data } from "../api/capture";

/** A body as bytes, and as text where it is UTF-8. */
export interface BodyContent {
  bytes: Uint8Array;
  text: string | null;
}

export function contentOf(body: Data): BodyContent {
  if (body.encoding === "utf-8") {
    return { bytes: new TextEncoder().encode(body.data), text: body.data };
  }
  const bytes = bytesOfBase64(body.data);
  return { bytes, text: textOf(bytes) };
}

/** What the body holds once it is unpacked; null where it came unpacked. */
export function decodedContentOf({ decoded }: Body): BodyContent | null {
  return decoded ? contentOf(decoded) : null;
}

/** Bytes as text for showing: what isn't UTF-8 is written as ‹FF›. */
export function shownTextOf(bytes: Uint8Array): string {
  const text = textOf(bytes);
  if (text !== null) return text;
  let shown = "";
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start) + 1 || bytes.length;
    const line = bytes.subarray(start, end);
    shown += textOf(line) ?? [...line].map(shownByte).join("");
    start = end;
  }
  return shown;
}

function shownByte(byte: number): string {
  if (byte < 0x80) return String.fromCharCode(byte);
  return `‹${byte.toString(16).toUpperCase()}›`;
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function bytesOfBase64(data: string): Uint8Array {
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}
