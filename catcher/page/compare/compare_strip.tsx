import { isTouch } from "../settings/screen";
import { cancelComparing, compared } from "./comparing";

/** Which capture waits for another one, if one does. */
export function CompareStrip() {
  const id = compared.value;
  if (id === null) return null;
  return (
    <div class="compare_strip" role="status">
      <span>
        #{id} is to be compared: choose another capture, and{" "}
        {isTouch.value ? (
          "“Compare” again."
        ) : (
          <>
            press <kbd>c</kbd> again.
          </>
        )}
      </span>
      <button class="plain" onClick={cancelComparing}>
        Cancel
      </button>
    </div>
  );
}
