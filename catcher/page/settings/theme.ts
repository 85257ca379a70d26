import { effect } from "@preact/signals";
import { Preference } from "./preference";

/** Follows the system until it is told otherwise. */
export const theme = new Preference("hookline.theme", ["auto", "light", "dark"]);

/** Call once: the page has the chosen colours from then on. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
  });
}
