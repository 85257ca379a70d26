import type { SavedList } from "./saved_list";

/** Save and revert, and what the catcher said of it. */
export function SaveBar<Draft>({ list, noun }: { list: SavedList<Draft>; noun: string }) {
  const { isDirty, isSaved, error } = list;
  return (
    <div class="save_bar">
      <button class="main" disabled={!isDirty} onClick={() => void list.save()}>
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
          {error.pointer && <code>{error.pointer}</code>} {error.sentence}
        </p>
      )}
    </div>
  );
}
