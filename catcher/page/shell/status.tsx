import type { Feed } from "../feed/feed";
import { countText } from "../pieces/size";

/** Whether what is seen is up to date, in a word. */
export function Status({ feed }: { feed: Feed }) {
  const connection = feed.connection.value;
  const state = connection === "live" && feed.list.paused ? "paused" : connection;
  const words = {
    connecting: "Connecting",
    live: "Live",
    paused: "Paused",
    reconnecting: "Reconnecting",
  };
  return (
    <span class={`status ${state}`} role="status">
      {words[state]}
    </span>
  );
}

export function Counters({ feed }: { feed: Feed }) {
  const { total, dropped } = feed.totals.counts.value;
  return (
    <span class="counters">
      <span title="Captures that the catcher holds">{total.toLocaleString("en")} kept</span>
      {dropped > 0 && (
        <span title={`${countText(dropped, "old capture")} made room for newer ones`}>
          {dropped.toLocaleString("en")} dropped
        </span>
      )}
    </span>
  );
}
