import type { Feed } from "../feed/feed";
import { pinnedOnly, withPart } from "../api/filter";
import { useCommand } from "../commands/command";
import { makeBox } from "../boxes/named_boxes";
import { CommandButton } from "../commands/command_button";
import { commands } from "../commands/table";
import { several } from "../list/several/several";
import { CopyButton } from "../pieces/controls/copy_button";
import { Icon, type IconName } from "../pieces/icon";
import { timelineShown } from "../timeline/timeline";
import { Word } from "../commands/word";
import { SearchBox } from "../search/search_box";
import { ClearButton } from "./clear_button";
import { goTo, hashOf, narrow, route, type Screen } from "./route";
import { Counters, Status } from "./status";

export function TopBar({ feed, filter }: { feed: Feed; filter: string }) {
  useCommand(commands.newBox, () => makeBox());
  const catching = feed.health.value?.catching ?? "";
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
      <SearchBox feed={feed} filter={filter} />
      <Counters feed={feed} />
      <Status feed={feed} />
      <nav class="buttons" aria-label="Controls">
        <PinnedButton filter={filter} />
        <ChooseButton />
        <TimelineButton />
        <PauseButton feed={feed} />
        <BarLink screen="boxes" label="Boxes" word="Boxes" icon="box" filter={filter} />
        <BarLink screen="replies" label="Replies" word="Replies" icon="reply" filter={filter} />
        <BarLink screen="signing" label="Signing keys" word="Keys" icon="key" filter={filter} />
        <CommandButton command={commands.export} label="Export">
          <Icon name="download" />
          <Word text="Export" />
        </CommandButton>
        <ClearButton feed={feed} />
        <CommandButton command={commands.columns} label="Columns">
          <Icon name="columns" />
          <Word text="Columns" />
        </CommandButton>
        <CommandButton command={commands.settings} label="Settings">
          <Icon name="sliders" />
          <Word text="Settings" />
        </CommandButton>
        <CommandButton command={commands.help} label="Help">
          <Icon name="help" />
          <Word text="Help" />
        </CommandButton>
      </nav>
    </header>
  );
}

function PinnedButton({ filter }: { filter: string }) {
  const isPinned = pinnedOnly(filter);
  useCommand(commands.pinned, () => narrow(withPart(filter, "pinned", isPinned ? null : "yes")));
  return (
    <CommandButton command={commands.pinned} label="Pinned only" pressed={isPinned}>
      <Icon name="pin" />
      <Word text="Pinned" />
    </CommandButton>
  );
}

function ChooseButton() {
  return (
    <CommandButton
      command={commands.choosing}
      label="Choose rows"
      pressed={several.isChoosing.value}
    >
      <Icon name="choose" />
      <Word text="Choose" />
    </CommandButton>
  );
}

function TimelineButton() {
  useCommand(commands.timeline, () => timelineShown.next());
  const isShown = timelineShown.value === "yes";
  return (
    <CommandButton command={commands.timeline} label="Timeline" pressed={isShown}>
      <Icon name="chart" />
      <Word text="Timeline" />
    </CommandButton>
  );
}

function PauseButton({ feed }: { feed: Feed }) {
  const { paused } = feed.list;
  useCommand(commands.pause, () => {
    feed.list.paused = !feed.list.paused;
  });
  return (
    <CommandButton
      command={commands.pause}
      label={paused ? "Go on" : "Pause the list"}
      pressed={paused}
    >
      <Icon name={paused ? "play" : "pause"} />
      <Word text={paused ? "Go on" : "Pause"} />
    </CommandButton>
  );
}

interface BarLinkProps {
  screen: Screen;
  label: string;
  word: string;
  icon: IconName;
  filter: string;
}

/** To a screen beside the list, and back from it. */
function BarLink({ screen, label, word, icon, filter }: BarLinkProps) {
  const isHere = route.value.screen === screen;
  const to = { capture: null, filter, ...(!isHere && { screen }) };
  useCommand(commands[screen], () => goTo(to));
  return (
    <a
      class="button quiet"
      href={hashOf(to)}
      aria-label={label}
      aria-current={isHere ? "page" : undefined}
      title={label}
    >
      <Icon name={icon} />
      <Word text={word} />
    </a>
  );
}
