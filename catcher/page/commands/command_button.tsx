import type { ComponentChildren } from "preact";
import type { Command } from "./command";
import { keyName } from "./key_name";

interface CommandButtonProps {
  command: Command;
  /** For those who point at it, and for those who don't see it where nothing is written on it. */
  label: string;
  class?: string;
  /** Of a switch: whether it is on. */
  pressed?: boolean;
  /** Of what opens something on the page: whether it is open. */
  expanded?: boolean;
  /** Where a word is written on it, that is its name. */
  isWritten?: boolean;
  /** What it does, where that isn't what the command's key does: others may offer the command, too. */
  onPress?: () => void;
  children: ComponentChildren;
}

/** A button that runs a command; where that isn't possible, it can't be pressed. */
export function CommandButton(props: CommandButtonProps) {
  const { command, label, pressed, expanded, isWritten = false, onPress, children } = props;
  const [key] = command.keys;
  return (
    <button
      type="button"
      class={props.class ?? "quiet"}
      aria-label={isWritten ? undefined : label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      title={key ? `${label} (${keyName(key)})` : label}
      disabled={!onPress && !command.isPossible}
      onClick={() => (onPress ? onPress() : command.run())}
    >
      {children}
    </button>
  );
}
