import type { Stretch } from "../../pieces/text/marking";

/** One row of a hex dump. */
export interface HexRow {
  offset: string;
  hex: string;
  text: string;
}

export function hexRow(bytes: Uint8Array, row: number, rowBytes: number): HexRow {
  const slice = [...bytes.subarray(row * rowBytes, (row + 1) * rowBytes)];
  const pairs = slice.map((byte) => byte.toString(16).padStart(2, "0"));
  const half = rowBytes / 2;
  return {
    offset: (row * rowBytes).toString(16).padStart(8, "0"),
    hex: [pairs.slice(0, half).join(" "), pairs.slice(half).join(" ")].join("  ").trimEnd(),
    text: slice.map(printable).join(""),
  };
}

/** Where the bytes of a row from `start` up to `end` stand in its hex. */
export function hexStretch({ start, end }: Stretch, rowBytes: number): Stretch {
  const at = (byte: number) => byte * 3 + (byte >= rowBytes / 2 ? 1 : 0);
  return { start: at(start), end: at(end - 1) + 2 };
}

/** Those that stand in that row, whole or in part. */
export function stretchesInRow(
  stretches: readonly Stretch[],
  row: number,
  rowBytes: number,
): Stretch[] {
  const first = row * rowBytes;
  return stretches.filter(({ start, end }) => start < first + rowBytes && end > first);
}

/** What of a stretch stands in that row, counted from the row's first byte. */
export function partInRow({ start, end }: Stretch, row: number, rowBytes: number): Stretch {
  const first = row * rowBytes;
  return { start: Math.max(0, start - first), end: Math.min(rowBytes, end - first) };
}

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}
