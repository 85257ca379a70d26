import { useEffect } from "preact/hooks";
import { commands } from "./table";

const byKey = new Map(
  Object.values(commands).flatMap((command) =>
    command.keys.map((key, at) => [key, { command, at }] as const),
  ),
);

/** Single keys, never with Ctrl, Cmd or Alt, and not while somebody types or a dialog is open. */
export function useKeys(): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
      const pressed = byKey.get(event.key);
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
