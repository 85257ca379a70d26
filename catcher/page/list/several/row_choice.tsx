import { several } from "./several";

/** Whether a row is chosen, in its margin. The keyboard's way is a key. */
export function RowChoice({ id }: { id: number }) {
  return (
    <input
      class="row_choice"
      type="checkbox"
      aria-label={`Choose #${id}`}
      tabIndex={-1}
      checked={several.has(id)}
      onChange={() => several.toggle(id)}
    />
  );
}
