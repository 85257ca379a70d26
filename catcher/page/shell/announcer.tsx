import { useEffect, useState } from "preact/hooks";
import { arrivalText, gatherArrivals } from "../feed/live/arrivals";
import type { Feed } from "../feed/feed";
import { countText } from "../pieces/size";
import { visible } from "../pieces/visible";

/** So that who listens to the page isn't talked to without end. */
const restMs = 3_000;

/** Says to a screen reader what comes in, unless the list is paused. */
export function Announcer({ feed }: { feed: Feed }) {
  const [text, setText] = useState("");
  useEffect(
    () =>
      gatherArrivals(
        feed.news.arrivals,
        restMs,
        () => !feed.list.paused,
        (captures) => {
          const newest = `#${captures[captures.length - 1]!.id}: ${arrivalText(captures[captures.length - 1]!)}`;
          setText(
            captures.length === 1
              ? `Caught ${newest}`
              : `Caught ${countText(captures.length, "request")}, the newest ${newest}`,
          );
        },
      ),
    [feed],
  );
  return (
    <p class="off_screen" role="log">
      {visible(text)}
    </p>
  );
}
