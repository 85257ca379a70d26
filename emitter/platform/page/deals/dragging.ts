import { signal } from "@preact/signals";
import { useRef, useState } from "preact/hooks";

/** From there on it is a drag, no click. */
const slackPx = 6;

/** The stage that what is dragged is over; null without any. */
export const stageOver = signal<number | null>(null);

interface Drag {
  pointer: number;
  x: number;
  y: number;
}

/**
 * Drags an element by a pointer and says onto which stage it was dropped. A mouse takes it anywhere;
 * a finger by what has the class "grip" alone, as elsewhere it scrolls.
 */
export function useDragging(onDrop: (stage: number) => void) {
  const [offset, setOffset] = useState<{ x: number; y: number } | null>(null);
  const begun = useRef<Drag | null>(null);
  const wasDragged = useRef(false);
  const end = () => {
    begun.current = null;
    setOffset(null);
    stageOver.value = null;
  };
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      wasDragged.current = false;
      const isHeld = event.pointerType === "mouse" || isGrip(event.target);
      if (event.button !== 0 || !isHeld) return;
      begun.current = { pointer: event.pointerId, x: event.clientX, y: event.clientY };
    },
    onPointerMove: (event: PointerEvent) => {
      const start = begun.current;
      if (!start || event.pointerId !== start.pointer) return;
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!wasDragged.current && Math.hypot(x, y) < slackPx) return;
      wasDragged.current = true;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setOffset({ x, y });
      stageOver.value = stageAt(event.clientX, event.clientY);
    },
    onPointerUp: (event: PointerEvent) => {
      if (begun.current && wasDragged.current) {
        const stage = stageAt(event.clientX, event.clientY);
        if (stage !== null) onDrop(stage);
      }
      end();
    },
    onPointerCancel: end,
    /** A drag ends in a click, which nobody meant. */
    onClickCapture: (event: MouseEvent) => {
      if (!wasDragged.current) return;
      wasDragged.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
  };
  return { offset, handlers };
}

function isGrip(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(".grip") !== null;
}

/** Under the card that is dragged, which is on top of it. */
function stageAt(x: number, y: number): number | null {
  for (const element of document.elementsFromPoint(x, y)) {
    const stage = element.closest<HTMLElement>("[data-stage]")?.dataset["stage"];
    if (stage) return Number(stage);
  }
  return null;
}
