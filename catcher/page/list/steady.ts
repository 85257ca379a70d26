import { useEffect, useMemo } from "preact/hooks";
import type { ShownList } from "../feed/shown_list";

/** How long a pointer that has come to rest may still be about to click. */
const restMs = 1_000;

/**
 * Lets the list stand still while a pointer moves over it, so that no row slips away from under it.
 * `settle` says how the list goes on afterwards.
 */
export function useSteady(list: ShownList, settle: () => void) {
  const hand = useMemo(() => new Hand(), []);
  useEffect(() => () => hand.leave(), [hand, list]);
  return {
    onPointerMove: (event: PointerEvent) => {
      if (event.pointerType !== "mouse") return;
      list.hold();
      hand.rest(settle);
    },
    onPointerLeave: () => hand.leave(),
  };
}

class Hand {
  private timer: ReturnType<typeof setTimeout> | null = null;
  private settle: (() => void) | null = null;

  rest(settle: () => void): void {
    this.settle = settle;
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = setTimeout(() => this.leave(), restMs);
  }

  leave(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.settle?.();
    this.settle = null;
  }
}
