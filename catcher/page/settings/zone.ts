import { Preference } from "./preference";

/** In which zone times are shown. */
export const zone = new Preference("hookline.zone", ["local", "utc"]);

export function isUtc(): boolean {
  return zone.value === "utc";
}
