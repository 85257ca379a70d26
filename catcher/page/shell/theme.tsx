import { useEffect, useState } from "preact/hooks";
import { Icon } from "../pieces/icon";

const themes = ["auto", "light", "dark"] as const;
type Theme = (typeof themes)[number];

const storageKey = "hookline.theme";
const icons = { auto: "auto", light: "sun", dark: "moon" } as const;
const names = { auto: "as the system", light: "light", dark: "dark" };

/** Follows the system until it is told otherwise. */
export function ThemeButton() {
  const [theme, setTheme] = useState<Theme>(storedTheme);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    localStorage.setItem(storageKey, theme);
  }, [theme]);
  const next = themes[(themes.indexOf(theme) + 1) % themes.length]!;
  const label = `Colours: ${names[theme]}. Change to ${names[next]}`;
  return (
    <button class="quiet" aria-label={label} title={label} onClick={() => setTheme(next)}>
      <Icon name={icons[theme]} />
    </button>
  );
}

function storedTheme(): Theme {
  const stored = localStorage.getItem(storageKey);
  return themes.find((theme) => theme === stored) ?? "auto";
}
