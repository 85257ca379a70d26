import type { Capture } from "../api/capture";
import { contentsOf } from "../body/body_view";

/** What HTTPie makes by itself, or can't be told. */
const left_out = ["host", "content-length", "transfer-encoding", "connection"];
/** What HTTPie adds where it isn't told otherwise. */
const added = ["User-Agent", "Accept", "Accept-Encoding", "Content-Type"];
const inlineBytesMax = 32 * 1024;

/**
 * A command for a shell that sends the same method, target, headers and body again with HTTPie,
 * whatever bytes there are in them. (In a URL, HTTPie itself percent-encodes some.) A comment with
 * the reason where it can't.
 */
export function httpieOf(capture: Capture, catching: string): string {
  const why = leftOutBecause(capture);
  if (why) return `# ${capture.id} can't be sent again as it came: ${why}`;
  const { method, target, headers } = capture;
  const { bytes } = contentsOf(capture).sent;
  const words = ["http", "--ignore-stdin", "--path-as-is", quoted(method || "GET")];
  words.push(quoted(catching + (target.startsWith("/") ? target : "/")));
  for (const [name, value] of headers) {
    if (!left_out.includes(name.toLowerCase())) words.push(quoted(headerItem(name, value)));
  }
  for (const name of added) {
    const isSent = headers.some(([sent]) => sent.toLowerCase() === name.toLowerCase());
    if (!isSent) words.push(quoted(`${name}:`));
  }
  if (bytes.length === 0) return words.join(" ");
  const piped = words.filter((word) => word !== "--ignore-stdin").join(" ");
  return `${printed(bytes)} | ${piped}`;
}

function leftOutBecause(capture: Capture): string | undefined {
  if (capture.refusal) return "it was refused";
  if (capture.body.truncated) return "only the start of its body was kept";
  if (!capture.complete) return "it did not come whole";
  if (capture.trailers?.length) return "HTTPie can't send the trailers behind its body";
  return undefined;
}

/** "Name:value", or "Name;" for an empty one; with a backslash before what would end the name. */
function headerItem(name: string, value: string): string {
  const escaped = (text: string) => text.replace(/[:;=@]/g, "\\$&");
  if (value === "") return `${escaped(name)};`;
  // Only at its beginning could the value be taken for another kind of item.
  return `${escaped(name)}:${value.replace(/^[=@:]/, "\\$&")}`;
}

/** One word for sh that stands for exactly this text. */
function quoted(text: string): string {
  if (/^[\w./:%+,-]+$/.test(text)) return text;
  if (/[\0-\x1f\x7f]/.test(text)) {
    return `"$(printf '${printfFormat(new TextEncoder().encode(text))}')"`;
  }
  return `'${text.replace(/'/g, "'\\''")}'`;
}

/** A command that prints these bytes. Pasted into a terminal, none of them is a key pressed. */
function printed(bytes: Uint8Array): string {
  if (bytes.length <= inlineBytesMax) return `printf '${printfFormat(bytes)}'`;
  // A word may be no longer than 128 KiB on Linux.
  const pieces: string[] = [];
  for (let start = 0; start < bytes.length; start += inlineBytesMax) {
    pieces.push(`printf '${printfFormat(bytes.subarray(start, start + inlineBytesMax))}'`);
  }
  return `{ ${pieces.join("; ")}; }`;
}

function printfFormat(bytes: Uint8Array): string {
  let format = "";
  for (const byte of bytes) {
    if (byte === 0x25) format += "%%";
    else if (byte < 0x20 || byte >= 0x7f || byte === 0x27 || byte === 0x5c) {
      format += `\\${byte.toString(8).padStart(3, "0")}`;
    } else format += String.fromCharCode(byte);
  }
  return format;
}
