import type { ReadonlySignal } from "@preact/signals";
import type { Summary } from "../../api/capture";
import { visible } from "../../pieces/visible";
import { giveNotice, notices } from "../../settings/notices";
import { goTo, route } from "../../shell/route";
import { arrivalText, gatherArrivals } from "./arrivals";

const restMs = 5_000;

/** Call once: says what comes, where it is wanted and the list isn't paused. */
export function giveNotices(arrivals: ReadonlySignal<Summary[]>, isPaused: () => boolean): void {
  const isWanted = () => notices.value === "on" && document.hidden && !isPaused();
  gatherArrivals(arrivals, restMs, isWanted, notify);
}

function notify(captures: Summary[]): void {
  const newest = captures[captures.length - 1]!;
  const line = arrivalText(newest);
  const more = captures.length - 1;
  giveNotice({
    title: more > 0 ? `${captures.length.toLocaleString("en")} captures` : "1 capture",
    text: visible(more > 0 ? `The newest: ${line}` : line),
    onClick: () => goTo({ ...route.value, capture: newest.id }),
  });
}
