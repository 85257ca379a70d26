import type { ReadonlySignal } from "@preact/signals";
import type { Summary } from "../api/capture";
import { arrivalText, gatherArrivals } from "../feed/arrivals";
import { visible } from "../pieces/visible";
import { goTo, route } from "../shell/route";
import { Preference } from "./preference";

/** Whether the system says so when something is caught while the page isn't seen. */
export const notices = new Preference("hookline.notices", ["off", "on"]);

const restMs = 5_000;

/** "" where notices can be had, else a sentence that says why not. */
export function noticesRefused(): string {
  if (!("Notification" in globalThis)) {
    return isSecureContext
      ? "This browser has no notifications."
      : "Browsers give notifications to pages on this machine or over https only.";
  }
  return Notification.permission === "denied"
    ? "This browser was told to refuse them; its settings for this site can change that."
    : "";
}

/** Asks the browser's user, where that wasn't done before. */
export async function switchNotices(on: boolean): Promise<void> {
  const granted = on && "Notification" in globalThis && (await Notification.requestPermission());
  notices.value = granted === "granted" ? "on" : "off";
}

/** Call once: says what comes, where it is wanted and the list isn't paused. */
export function giveNotices(arrivals: ReadonlySignal<Summary[]>, isPaused: () => boolean): void {
  const isWanted = () => notices.value === "on" && document.hidden && !isPaused();
  gatherArrivals(arrivals, restMs, isWanted, notify);
}

function notify(captures: Summary[]): void {
  const newest = captures[captures.length - 1]!;
  const line = arrivalText(newest);
  const more = captures.length - 1;
  const title = more > 0 ? `${captures.length.toLocaleString("en")} captures` : "1 capture";
  try {
    const notice = new Notification(`Hookline: ${title}`, {
      body: visible(more > 0 ? `The newest: ${line}` : line),
      icon: "/icon.svg",
      tag: "hookline",
    });
    notice.onclick = () => {
      window.focus();
      goTo({ ...route.value, capture: newest.id });
      notice.close();
    };
  } catch {
    // Some browsers on phones have the interface, but refuse to be asked by a page.
  }
}
