import { useRef } from "preact/hooks";
import { useVirtualRows } from "../../pieces/virtual_rows";
import { hexRow } from "./hex";

/** As .hex_row in body.css has it. */
const rowHeightPx = 20;

export function HexView({ bytes }: { bytes: Uint8Array }) {
  const box = useRef<HTMLDivElement>(null);
  const rowBytes = matchMedia("(max-width: 700px)").matches ? 8 : 16;
  const count = Math.ceil(bytes.length / rowBytes);
  const { first, end } = useVirtualRows(box, count, rowHeightPx);
  if (bytes.length === 0) return <p class="notice">Nothing was sent.</p>;
  const rows = [];
  for (let row = first; row < end; row += 1) {
    const { offset, hex, text } = hexRow(bytes, row, rowBytes);
    rows.push(
      <div key={row} class="hex_row" style={{ transform: `translateY(${row * rowHeightPx}px)` }}>
        <span class="hex_offset">{offset}</span>
        <span class={rowBytes === 16 ? "hex_bytes" : "hex_bytes narrow"}>{hex}</span>
        <span>{text}</span>
      </div>,
    );
  }
  return (
    <div class="code hex" ref={box} tabIndex={0} role="group" aria-label="Bytes">
      <div style={{ height: `${count * rowHeightPx}px` }}>{rows}</div>
    </div>
  );
}
