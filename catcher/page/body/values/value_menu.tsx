import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { withTerm } from "../../api/filter";
import { addColumn, valueColumns, valuesMax } from "../../list/rows/columns";
import { copyText } from "../../pieces/controls/clipboard";
import { visible } from "../../pieces/visible";
import { narrow, route, routeNow } from "../../shell/route";
import { type OpenMenu, openedMenu } from "./opened_menu";
import { termOfPlace, type ValuePlace } from "./value_place";

/** Rendered once: one menu is open at a time, and goes with the capture that it is for. */
export function ValueMenu() {
  const menu = openedMenu.value;
  const { capture, screen } = route.value;
  useLayoutEffect(() => {
    openedMenu.value = null;
  }, [capture, screen]);
  return menu && <Menu key={menu} menu={menu} />;
}

function Menu({ menu }: { menu: OpenMenu }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { offsetWidth, offsetHeight, style } = box.current!;
    style.left = `${Math.max(8, Math.min(menu.x, innerWidth - offsetWidth - 8))}px`;
    style.top = `${Math.max(8, Math.min(menu.y + 4, innerHeight - offsetHeight - 8))}px`;
    itemsIn(box.current!)[0]?.focus({ preventScroll: true });
  }, [menu]);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      if (!box.current?.contains(target as Node)) openedMenu.value = null;
    };
    addEventListener("pointerdown", leave);
    addEventListener("scroll", leave, true);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("scroll", leave, true);
    };
  }, []);
  const close = () => {
    openedMenu.value = null;
    menu.button.focus({ preventScroll: true });
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === "Escape" || event.key === "Tab") close();
    else if (!moveFocus(box.current!, event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const { place } = menu;
  return (
    <div
      ref={box}
      class="value_menu"
      role="menu"
      aria-label={`With ${visible(place.label.slice(0, 100))}`}
      onKeyDown={press}
    >
      {actionsOn(place).map(({ words, run }) => (
        <button
          key={words}
          role="menuitem"
          tabIndex={-1}
          onClick={() => {
            close();
            run();
          }}
        >
          {words}
        </button>
      ))}
    </div>
  );
}

function actionsOn(place: ValuePlace): { words: string; run: () => void }[] {
  const { value, path } = place;
  const term = termOfPlace(place);
  const narrowBy = (added: string) => narrow(withTerm(routeNow().filter, added));
  const copy = (text: string) => {
    // Who can't copy sees that nothing came.
    copyText(text).catch(() => undefined);
  };
  const actions = [
    { words: "Filter by it", run: () => narrowBy(term) },
    { words: "Exclude it", run: () => narrowBy(`-${term}`) },
  ];
  const hasRoom = valueColumns().length < valuesMax;
  if (path && hasRoom && !valueColumns().includes(path)) {
    actions.push({ words: "Show it as a column", run: () => addColumn(path) });
  }
  actions.push({ words: "Copy the value", run: () => copy(value) });
  if (path) actions.push({ words: "Copy its path", run: () => copy(path) });
  return actions;
}

function itemsIn(box: HTMLElement): HTMLElement[] {
  return [...box.querySelectorAll<HTMLElement>("[role=menuitem]")];
}

/** Whether the key is one that moves in a menu. */
function moveFocus(box: HTMLElement, key: string): boolean {
  const items = itemsIn(box);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[key];
  if (next === undefined) return false;
  items.at(next % items.length)?.focus();
  return true;
}
