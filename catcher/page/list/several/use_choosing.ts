import { useMemo } from "preact/hooks";
import { useCommand } from "../../commands/command";
import { commands } from "../../commands/table";
import type { ShownList } from "../../feed/shown_list";
import { isWide } from "../../settings/screen";
import { goTo, routeNow } from "../../shell/route";
import { captureAtHand } from "../stepping";
import { several } from "./several";

/** How long a finger rests on a row to choose it. */
const longPressMs = 500;

/**
 * Choosing by commands, and what the box of all rows listens to for it: clicks with Ctrl or Shift, and
 * fingers that rest.
 */
export function useChoosing(list: ShownList, box: { current: HTMLElement | null }) {
  useCommand(commands.choose, () => {
    const id = captureAtHand();
    if (id === null) several.isChoosing.value = true;
    else several.toggle(id);
  });
  useCommand(commands.choosing, (key) => {
    if (several.isUnderWay) return several.clear();
    several.isChoosing.value = true;
    const { capture, filter } = routeNow();
    // Where there is room for one of them alone, the list stands behind the capture.
    if (capture !== null && !isWide.value) goTo({ capture: null, filter });
    if (key !== null) box.current?.querySelector<HTMLElement>("a.row[tabindex='0']")?.focus();
  });
  useCommand(commands.chooseAll, list.length > 0 ? () => several.chooseAll(list) : null);
  return useMemo(() => {
    const press = new LongPress();
    const end = () => press.end();
    return {
      onKeyDownCapture: chooseByKey,
      onClickCapture: (event: MouseEvent) => chooseByClick(event, list, press),
      onTouchStart: (event: TouchEvent) => press.begin(rowAt(event.target)),
      onTouchMove: end,
      onTouchEnd: end,
      onTouchCancel: end,
      onContextMenu: (event: MouseEvent) => {
        // The browser's menu for links would come to a finger that rests.
        if (press.isLong) event.preventDefault();
      },
    };
  }, [list]);
}

/** As a box is ticked: the row that has the focus, while rows are chosen. */
function chooseByKey(event: KeyboardEvent): void {
  const id = rowAt(event.target);
  if (event.key !== " " || id === null || !several.isChoosing.value) return;
  event.preventDefault();
  several.toggle(id);
}

function chooseByClick(event: MouseEvent, list: ShownList, press: LongPress): void {
  const id = rowAt(event.target);
  const isOurs = event.ctrlKey || event.metaKey || event.shiftKey || several.isChoosing.value;
  if (id === null || !isOurs) return;
  event.preventDefault();
  if (event.shiftKey) several.extendTo(id, list, routeNow().capture);
  else if (!press.isLong) several.toggle(id);
  press.isLong = false;
}

/** A finger that rests on a row: it chooses that row, and those that are tapped from then on. */
class LongPress {
  /** Whether the click that may follow belongs to it. */
  isLong = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  begin(id: number | null): void {
    this.isLong = false;
    if (id === null) return;
    this.timer = setTimeout(() => {
      this.isLong = true;
      several.isChoosing.value = true;
      several.toggle(id);
    }, longPressMs);
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

function rowAt(target: EventTarget | null): number | null {
  const id = target instanceof Element && target.closest<HTMLElement>("a.row")?.dataset.id;
  return id ? Number(id) : null;
}
