import type { Feed } from "../feed/feed";
import { useFeed } from "../feed/use_feed";
import { pinnedOnly, withPart } from "../api/filter";
import { CopyButton } from "../pieces/copy_button";
import { Icon, type IconName } from "../pieces/icon";
import { usePreference } from "../settings/preference";
import { timelineShown } from "../timeline/timeline";
import { ClearButton } from "./clear_button";
import { hashOf, type Screen, useRoute } from "./route";
import { SearchBox } from "./search_box";
import { Counters, Status } from "./status";

interface TopBarProps {
  feed: Feed;
  filter: string;
  onFilter: (filter: string) => void;
  onSettings: () => void;
  onHelp: () => void;
}

export function TopBar({ feed, filter, onFilter, onSettings, onHelp }: TopBarProps) {
  useFeed(feed, ({ revision }) => revision);
  const catching = feed.health?.catching ?? "";
  const pauseLabel = feed.paused ? "Go on" : "Pause the list";
  const isPinned = pinnedOnly(filter);
  const isTimeline = usePreference(timelineShown) === "yes";
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
      <SearchBox feed={feed} filter={filter} onFilter={onFilter} />
      <Counters feed={feed} />
      <Status feed={feed} />
      <nav class="buttons" aria-label="Controls">
        <BarButton
          label="Pinned only"
          icon="pin"
          pressed={isPinned}
          onClick={() => onFilter(withPart(filter, "pinned", isPinned ? null : "yes"))}
        />
        <BarButton
          label="Timeline"
          hint="t"
          icon="chart"
          pressed={isTimeline}
          onClick={() => timelineShown.next()}
        />
        <BarButton
          label={pauseLabel}
          hint="p"
          icon={feed.paused ? "play" : "pause"}
          pressed={feed.paused}
          onClick={() => feed.setPaused(!feed.paused)}
        />
        <BarLink screen="replies" label="Replies" icon="reply" filter={filter} />
        <BarLink screen="signing" label="Signing keys" icon="key" filter={filter} />
        <ClearButton total={feed.counts.total} />
        <BarButton label="Settings" icon="sliders" onClick={onSettings} />
        <BarButton label="Help" hint="?" icon="help" onClick={onHelp} />
      </nav>
    </header>
  );
}

interface BarButtonProps {
  label: string;
  /** The key that does the same. */
  hint?: string;
  icon: IconName;
  /** Of a switch: whether it is on. */
  pressed?: boolean;
  onClick: () => void;
}

function BarButton({ label, hint, icon, pressed, onClick }: BarButtonProps) {
  return (
    <button
      class="quiet"
      aria-label={label}
      aria-pressed={pressed}
      title={hint ? `${label} (${hint})` : label}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}

interface BarLinkProps {
  screen: Screen;
  label: string;
  icon: IconName;
  filter: string;
}

/** To a screen beside the list, and back from it. */
function BarLink({ screen, label, icon, filter }: BarLinkProps) {
  const isHere = useRoute().screen === screen;
  return (
    <a
      class="button quiet"
      href={hashOf({ capture: null, filter, ...(!isHere && { screen }) })}
      aria-label={label}
      aria-current={isHere ? "page" : undefined}
      title={label}
    >
      <Icon name={icon} />
    </a>
  );
}
