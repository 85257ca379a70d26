import { useEffect, useState } from "preact/hooks";
import type { RefObject } from "preact";

export interface RowRange {
  /** The first row to render. */
  first: number;
  /** One past the last. */
  end: number;
  /** The first that is seen whole. */
  top: number;
}

const overscanRows = 6;

/** Which of many rows of the same height are in sight of a box that scrolls, and a few around. */
export function useVirtualRows(
  box: RefObject<HTMLElement | null>,
  count: number,
  rowHeightPx: number,
): RowRange {
  const [sight, setSight] = useState({ top: 0, height: 800 });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => setSight({ top: element.scrollTop, height: element.clientHeight });
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener("scroll", look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener("scroll", look);
    };
  }, [box]);
  const first = Math.max(0, Math.floor(sight.top / rowHeightPx) - overscanRows);
  const inSight = Math.ceil(sight.height / rowHeightPx) + 2 * overscanRows;
  const top = Math.ceil(sight.top / rowHeightPx);
  return { first: Math.min(first, count), end: Math.min(first + inSight, count), top };
}
