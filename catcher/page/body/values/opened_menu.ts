import { signal } from "@preact/signals";
import { createContext } from "preact";
import type { ValuePlace } from "./value_place";

export interface OpenMenu {
  place: ValuePlace;
  /** Gets the focus back. */
  button: HTMLElement;
  /** Where it opens, in the window. */
  x: number;
  y: number;
}

export const openedMenu = signal<OpenMenu | null>(null);

/** Whether the page has such menus. */
export const HasValueMenu = createContext(true);

/** Says what can be done with a value, at its button or where somebody clicked. */
export function openValueMenu(place: ValuePlace, button: HTMLElement, at?: MouseEvent): void {
  const { left, bottom } = button.getBoundingClientRect();
  openedMenu.value = { place, button, x: at?.clientX ?? left, y: at?.clientY ?? bottom };
}
