import { useLayoutEffect, useRef } from "preact/hooks";

/** What is open beside the list: a capture, or a screen by its name. */
type Place = number | string | null;

/**
 * Takes the focus along, where a browser would drop it: into what is opened, where that takes the
 * list's place (`covers`) or nothing else has the focus, so that keys scroll it; and back to the
 * capture's row when it is closed.
 */
export function useFocus(open: Place, covers: boolean): void {
  const before = useRef<Place>(null);
  useLayoutEffect(() => {
    const closed = before.current;
    before.current = open;
    const isLost = document.activeElement === document.body;
    if (open !== null && open !== closed && (isLost || (covers && closed === null))) {
      focus(".detail");
    } else if (open === null && closed !== null && isLost) {
      focus(`a.row[data-id="${closed}"]`);
    }
  });
}

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus({ preventScroll: true });
}
