import { keep, kept } from "../../../../catcher/page/settings/stored";

/** The platform's API key. The browser keeps it for this origin alone, port included. */
const place = "hookline.key";
/** Where the browser keeps nothing, as long as the tab lasts. */
let given = "";

export function giveKey(text: string): void {
  given = text;
  keep(place, text);
}

/** On the platform's own machine the page needs no key. */
export function authorization(): Record<string, string> {
  const key = kept(place) ?? given;
  return key ? { "Api-Token": key } : {};
}
