import { Icon } from "../pieces/icon";

/** On a phone, where what is looked at takes the place of the list. */
export function BackButton({ onClose }: { onClose: () => void }) {
  return (
    <button class="plain back" onClick={onClose}>
      <Icon name="back" />
      All captures
    </button>
  );
}
