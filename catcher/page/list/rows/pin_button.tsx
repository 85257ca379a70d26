import { Icon } from "../../pieces/icon";
import { pins } from "../pins";

interface PinButtonProps {
  capture: { id: number; received_at: string };
  class?: string;
  /** Where there are very many of them, the keyboard passes them over: its way is a key. */
  tabIndex?: number;
}

export function PinButton({ capture, class: name = "quiet", tabIndex = 0 }: PinButtonProps) {
  const isPinned = pins.has(capture);
  const label = `Pin capture ${capture.id}`;
  return (
    <button
      class={`pin ${name} ${isPinned ? "pinned" : ""}`}
      aria-label={label}
      aria-pressed={isPinned}
      title={label}
      tabIndex={tabIndex}
      onClick={() => pins.toggle(capture)}
    >
      <Icon name="pin" />
    </button>
  );
}
