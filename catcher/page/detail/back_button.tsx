import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { Icon } from "../pieces/icon";

interface BackButtonProps {
  onClose: () => void;
  /** Whether there are captures before and behind what is looked at. */
  hasNeighbours?: boolean;
}

/** On a phone, where what is looked at takes the place of the list. */
export function BackButton({ onClose, hasNeighbours = false }: BackButtonProps) {
  return (
    <div class="back">
      <button class="plain" onClick={onClose}>
        <Icon name="back" />
        All captures
      </button>
      {hasNeighbours && (
        <>
          <CommandButton command={commands.previous} label="Next newer capture" class="plain">
            <Icon name="arrowUp" />
          </CommandButton>
          <CommandButton command={commands.next} label="Next older capture" class="plain">
            <Icon name="arrowDown" />
          </CommandButton>
        </>
      )}
    </div>
  );
}
