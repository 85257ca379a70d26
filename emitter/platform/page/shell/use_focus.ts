import { useLayoutEffect, useRef } from "preact/hooks";
import { hrefOf, route } from "./route";

/**
 * Brings the focus to what is shown, when another screen took the place of the one that had it, so
 * that keys scroll it and a screen reader reads it.
 */
export function useFocus(): void {
  const { screen, id, part } = route.value;
  const place = hrefOf({ screen, ...(id && { id }), ...(part && { part }) });
  const before = useRef(place);
  useLayoutEffect(() => {
    if (before.current === place) return;
    before.current = place;
    if (document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
  }, [place]);
}
