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

function printable(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·";
}
