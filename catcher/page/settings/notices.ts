import { Preference } from "./preference";

/** Whether the system says so when there is news while the page isn't seen. */
export const notices = new Preference("hookline.notices", ["off", "on"]);

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

interface Notice {
  title: string;
  text: string;
  /** Called once the page is in front of whoever clicked it. */
  onClick: () => void;
}

/** In the place of the one before. Only where they are wanted: see `notices`. */
export function giveNotice({ title, text, onClick }: Notice): void {
  try {
    const notice = new Notification(`Hookline: ${title}`, {
      body: text,
      icon: "/icon.svg",
      tag: "hookline",
    });
    notice.onclick = () => {
      window.focus();
      onClick();
      notice.close();
    };
  } catch {
    // Some browsers on phones have the interface, but refuse to be asked by a page.
  }
}
