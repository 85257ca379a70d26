import { useEffect } from "preact/hooks";
import { commands } from "./table";

const byKey = new Map(
  Object.values(commands).flatMap((command) =>
    command.keys.map((key, at) => [key, { command, at }] as const),
  ),
);

/**
 * Single keys, not while somebody types; and those with Ctrl or Cmd that are in the table. None while
 * a dialog is open.
 */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.altKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      const isWithControl = event.ctrlKey || event.metaKey;
      if (isTyping(event.target) && !isWithControl) return;
      const pressed = byKey.get(isWithControl ? `Control+${event.key}` : event.key);
      if (!pressed?.command.isPossible) return;
      event.preventDefault();
      pressed.command.run(pressed.at);
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
