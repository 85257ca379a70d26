import { Preference } from "./preference";

/** Follows the system until it is told otherwise. */
export const theme = new Preference("hookline.theme", ["auto", "light", "dark"]);

/** Call once: the page has the chosen colours from then on. */
export function applyTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = theme.get();
  };
  theme.subscribe(apply);
  apply();
}
