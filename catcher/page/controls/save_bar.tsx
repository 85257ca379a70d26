import { type PlaceError, placeText } from "./place_error";

interface SaveBarProps {
  /** What is saved: "the rules". */
  noun: string;
  /** What one of them is called: "Rule". */
  item: string;
  list: {
    isDirty: boolean;
    isSaved: boolean;
    error: PlaceError | null;
    save: () => Promise<boolean>;
    revert: () => Promise<boolean>;
  };
  onSaved?: () => void;
}

/** Save and revert, and what the catcher said of it. */
export function SaveBar({ list, noun, item, onSaved }: SaveBarProps) {
  const { isDirty, isSaved, error } = list;
  const save = async () => {
    if (await list.save()) onSaved?.();
  };
  return (
    <div class="save_bar">
      <button class="main" disabled={!isDirty} onClick={() => void save()}>
        Save {noun}
      </button>
      {isDirty && (
        <button class="plain" onClick={() => void list.revert()}>
          Revert
        </button>
      )}
      <span role="status" class="faint">
        {isDirty && !error && "Not saved yet."}
        {isSaved && !isDirty && "Saved."}
      </span>
      {error && (
        <p class="refusal" role="alert">
          {error.pointer && <strong>{placeText(error.pointer, item)}:</strong>} {error.sentence}
        </p>
      )}
    </div>
  );
}
