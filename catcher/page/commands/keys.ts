import { useEffect } from "preact/hooks";
import type { CommandTable } from "./command";

/**
 * Single keys, not while somebody types; and those with Ctrl or Cmd that are in the table. None while
 * a dialog is open.
 */
export function useKeys(commands: CommandTable): void {
  useEffect(() => {
    const byKey = new Map(
      Object.values(commands).flatMap((command) =>
        command.keys.map((key, at) => [key, { command, at }] as const),
      ),
    );
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
  }, [commands]);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches("input, textarea, select");
}
