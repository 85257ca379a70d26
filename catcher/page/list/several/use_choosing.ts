import { useMemo } from "preact/hooks";
import type { ShownList } from "../../feed/shown_list";
import { routeNow } from "../../shell/route";
import { several } from "./several";

/** How long a finger rests on a row to choose it. */
const longPressMs = 500;

/** What the box of all rows listens to, so that rows are chosen: by Ctrl, Shift, or a long press. */
export function useChoosing(list: ShownList) {
  return useMemo(() => {
    let press: ReturnType<typeof setTimeout> | undefined;
    let isLong = false;
    const end = () => clearTimeout(press);
    return {
      onClickCapture: (event: MouseEvent) => {
        const id = rowAt(event.target);
        const isOurs = event.ctrlKey || event.metaKey || event.shiftKey || several.isChoosing.value;
        if (id === null || (!isOurs && !isLong)) return;
        event.preventDefault();
        if (event.shiftKey) several.extendTo(id, list, routeNow().capture);
        else if (!isLong) several.toggle(id);
        isLong = false;
      },
      onTouchStart: (event: TouchEvent) => {
        const id = rowAt(event.target);
        isLong = false;
        if (id === null) return;
        press = setTimeout(() => {
          isLong = true;
          several.isChoosing.value = true;
          several.toggle(id);
        }, longPressMs);
      },
      onTouchMove: end,
      onTouchEnd: end,
      onTouchCancel: end,
      onContextMenu: (event: MouseEvent) => {
        // The browser's menu for links would come to a finger that rests.
        if (isLong) event.preventDefault();
      },
    };
  }, [list]);
}

function rowAt(target: EventTarget | null): number | null {
  const id = target instanceof Element && target.closest<HTMLElement>("a.row")?.dataset.id;
  return id ? Number(id) : null;
}
