import { type ReadonlySignal, signal } from "@preact/signals";

/** There is room for what is opened beside the list. As list.css and others have it. */
export const isWide = followed("(min-width: 900px)");

/** A finger points, and there are most likely no keys. */
export const isTouch = followed("(hover: none)");

function followed(media: string): ReadonlySignal<boolean> {
  const query = matchMedia(media);
  const state = signal(query.matches);
  query.addEventListener("change", () => {
    state.value = query.matches;
  });
  return state;
}
