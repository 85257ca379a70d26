import { useLayoutEffect, useRef } from "preact/hooks";

/**
 * Takes the focus along, where a browser would drop it: into the capture that is opened in the
 * list's place (`covers`), and back to the capture's row when it is closed.
 */
export function useFocus(chosen: number | null, covers: boolean): void {
  const before = useRef<number | null>(null);
  useLayoutEffect(() => {
    const closed = before.current;
    if (closed === chosen) return;
    before.current = chosen;
    const isLost = document.activeElement === document.body;
    if (chosen !== null && closed === null && covers) focus(".detail");
    else if (chosen === null && closed !== null && isLost) focus(`a.row[data-id="${closed}"]`);
  }, [chosen, covers]);
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
