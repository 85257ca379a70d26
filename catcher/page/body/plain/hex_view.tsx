import type { RefObject } from "preact";
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { Marked } from "../../pieces/text/marked";
import type { Stretch } from "../../pieces/text/marking";
import { useVirtualRows } from "../../pieces/virtual_rows";
import { useFinding } from "../finding/finding";
import { soughtAt } from "../finding/hit";
import { stretchesInBytes } from "../finding/hits";
import { hexRow, hexStretch, partInRow, stretchesInRow } from "./hex";

/** As .hex_row in body.css has it. */
const rowHeightPx = 20;
/** As wide as a row of 16 bytes is there. */
const wideRowPx = 640;

export function HexView({ bytes }: { bytes: Uint8Array }) {
  const box = useRef<HTMLDivElement>(null);
  const rowBytes = useIsNarrow(box) ? 8 : 16;
  const count = Math.ceil(bytes.length / rowBytes);
  const { wanted, sought } = useFinding();
  const stretches = useMemo(() => stretchesInBytes(bytes, wanted.bytes), [bytes, wanted]);
  const hit = soughtAt(sought, "value");
  const { first, end } = useVirtualRows(box, count, rowHeightPx);
  useByteInSight(box, hit, rowBytes);
  if (bytes.length === 0) return <p class="notice">Nothing was sent.</p>;
  const rows = [];
  for (let row = first; row < end; row += 1) {
    rows.push(<Row key={row} {...{ bytes, row, rowBytes, stretches }} soughtAt={hit?.at ?? -1} />);
  }
  return (
    <div class="code hex" ref={box} tabIndex={0} role="group" aria-label="Bytes">
      <div style={{ height: `${count * rowHeightPx}px` }}>{rows}</div>
    </div>
  );
}

interface RowProps {
  bytes: Uint8Array;
  row: number;
  rowBytes: number;
  /** What is looked for, in all bytes. */
  stretches: readonly Stretch[];
  /** The first byte of what is sought; negative where nothing is. */
  soughtAt: number;
}

function Row({ bytes, row, rowBytes, stretches, soughtAt }: RowProps) {
  const { offset, hex, text } = hexRow(bytes, row, rowBytes);
  const here = stretchesInRow(stretches, row, rowBytes);
  const inText = here.map((stretch) => partInRow(stretch, row, rowBytes));
  const inHex = inText.map((stretch) => hexStretch(stretch, rowBytes));
  const at = here.findIndex(({ start }) => start === soughtAt);
  return (
    <div class="hex_row" style={{ transform: `translateY(${row * rowHeightPx}px)` }}>
      <span class="hex_offset">{offset}</span>
      <span class={rowBytes === 16 ? "hex_bytes" : "hex_bytes narrow"}>
        <Marked text={hex} stretches={inHex} sought={inHex[at]} />
      </span>
      <span>
        <Marked text={text} stretches={inText} sought={inText[at]} />
      </span>
    </div>
  );
}

/** Whether the box is narrower than rows of 16 bytes are. */
function useIsNarrow(box: RefObject<HTMLElement | null>): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useLayoutEffect(() => {
    if (!box.current) return undefined;
    const sizes = new ResizeObserver(([entry]) => setNarrow(entry!.contentRect.width < wideRowPx));
    sizes.observe(box.current);
    return () => sizes.disconnect();
  }, [box]);
  return isNarrow;
}

/** Scrolls to what is sought, each time that it is: the rows within the box, and the box on the page. */
function useByteInSight(
  box: RefObject<HTMLElement | null>,
  hit: { at: number } | null,
  rowBytes: number,
): void {
  useLayoutEffect(() => {
    if (!hit || !box.current) return;
    const top = Math.floor(hit.at / rowBytes) * rowHeightPx;
    const { scrollTop, clientHeight } = box.current;
    if (top < scrollTop || top + rowHeightPx > scrollTop + clientHeight) {
      box.current.scrollTop = top - clientHeight / 3;
    }
    box.current.scrollIntoView({ block: "nearest" });
  }, [box, hit, rowBytes]);
}
