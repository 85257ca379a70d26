import { useContext } from "preact/hooks";
import { visible } from "../../pieces/visible";
import { HasValueMenu, openValueMenu } from "./opened_menu";
import type { ValuePlace } from "./value_place";

/** Opens the menu of a value: the keyboard's way to what a click on the value does. */
export function ValueButton({ place }: { place: ValuePlace }) {
  const hasMenu = useContext(HasValueMenu);
  if (!hasMenu) return null;
  const label = `With ${visible(place.label.slice(0, 100))}: filter, column, copy`;
  return (
    <button
      class="quiet value_button"
      aria-haspopup="menu"
      aria-label={label}
      title={label}
      onClick={(event) => openValueMenu(place, event.currentTarget)}
    >
      ⋯
    </button>
  );
}

/** For what stands around a value and its button: a click on the value opens the menu there. */
export function openByClick(place: ValuePlace) {
  return (event: MouseEvent & { currentTarget: HTMLElement }) => {
    const { target, currentTarget } = event;
    const isOther = target instanceof Element && target.closest("button, a, input, summary");
    // Who selects text wants the text.
    if (isOther || !getSelection()?.isCollapsed) return;
    // One that stands in another value has been served.
    if (event.defaultPrevented) return;
    event.preventDefault();
    const around = currentTarget.closest<HTMLElement>("li, tr") ?? currentTarget;
    const button = around.querySelector<HTMLElement>(
      ".row_tools .value_button, :scope > .value_button",
    );
    if (button) openValueMenu(place, button, event);
  };
}
