import type { Feed } from "../feed/feed";
import { useFeed } from "../feed/use_feed";
import { CopyButton } from "../pieces/copy_button";
import { Icon } from "../pieces/icon";
import { ClearButton } from "./clear_button";
import { SearchBox } from "./search_box";
import { Counters, Status } from "./status";
import { ThemeButton } from "./theme";

interface TopBarProps {
  feed: Feed;
  filter: string;
  onFilter: (filter: string) => void;
  onHelp: () => void;
}

export function TopBar({ feed, filter, onFilter, onHelp }: TopBarProps) {
  useFeed(feed, ({ revision }) => revision);
  const catching = feed.health?.catching ?? "";
  const pauseLabel = feed.paused ? "Go on" : "Pause the list";
  return (
    <header class="top_bar">
      <h1>
        <img src="/icon.svg" alt="" width="24" height="24" />
        Hookline
      </h1>
      {catching && (
        <span class="address">
          <code>{catching}</code>
          <CopyButton text={catching} label="Copy the catching address" />
        </span>
      )}
      <SearchBox filter={filter} refusal={feed.refusal} onFilter={onFilter} />
      <Counters feed={feed} />
      <Status feed={feed} />
      <nav class="buttons" aria-label="Controls">
        <button
          class="quiet"
          aria-label={pauseLabel}
          aria-pressed={feed.paused}
          title={pauseLabel}
          onClick={() => feed.setPaused(!feed.paused)}
        >
          <Icon name={feed.paused ? "play" : "pause"} />
        </button>
        <ClearButton total={feed.counts.total} />
        <ThemeButton />
        <button class="quiet" aria-label="Help" title="Help (?)" onClick={onHelp}>
          <Icon name="help" />
        </button>
      </nav>
    </header>
  );
}
