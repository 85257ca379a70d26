import { signal } from "@preact/signals";
import { goTo, routeNow } from "../shell/route";
import { Stored } from "../settings/stored";
import { freshName, isBoxName } from "./box";

/**
 * The boxes that somebody has made. The catcher knows a box by its captures and its rules, and needs
 * nothing else of it: any name below its host is caught. So a box that has neither yet is kept by
 * the browser of whoever made it, and others see it once it has something to show.
 */
export const namedBoxes = new Stored<readonly string[]>("hookline.boxes", {
  read: namesIn,
  write: (names) => JSON.stringify(names),
});

/** The box that was made just now, until its card has taken the focus. */
export const justMade = signal("");

/** Makes a box, with a name of its own where none is given, and shows it. */
export function makeBox(name = freshName()): void {
  namedBoxes.value = [...namedBoxes.value.filter((one) => one !== name), name];
  justMade.value = name;
  const { screen, filter } = routeNow();
  if (screen !== "boxes") goTo({ capture: null, filter, screen: "boxes" });
}

export function forgetBox(name: string): void {
  namedBoxes.value = namedBoxes.value.filter((one) => one !== name);
}

function namesIn(text: string | null): readonly string[] {
  try {
    const names = JSON.parse(text ?? "[]") as unknown;
    if (!Array.isArray(names)) return [];
    return names.filter((name): name is string => typeof name === "string" && isBoxName(name));
  } catch {
    return [];
  }
}
