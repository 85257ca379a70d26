import { useLayoutEffect, useState } from "preact/hooks";
import { apiFilter } from "./api/filter";
import type { BodyTab } from "./body/body_view";
import { ValueMenu } from "./body/values/value_menu";
import { Boxes } from "./boxes/boxes";
import { useCommand } from "./commands/command";
import { useKeys } from "./commands/keys";
import { Palette } from "./commands/palette";
import { commands } from "./commands/table";
import { Compare } from "./compare/compare";
import { CompareStrip } from "./compare/compare_strip";
import { useComparing } from "./compare/comparing";
import { Detail } from "./detail/detail";
import { ExportDialog } from "./exporting/export_dialog";
import { Empty } from "./empty/empty";
import type { Feed } from "./feed/feed";
import { ColumnChooser } from "./list/rows/column_chooser";
import { List } from "./list/list";
import { OutsideStrip } from "./list/outside_strip";
import { pins } from "./list/pins";
import { useMarks } from "./list/rows/read_marks";
import { chooseRow, type Sought, useStepping } from "./list/stepping";
import { Replies } from "./replies/replies";
import { isTouch, isWide } from "./settings/screen";
import { Settings } from "./settings/settings";
import { Announcer } from "./shell/announcer";
import { useFocus } from "./shell/focus";
import { Help } from "./shell/help";
import { goTo, route } from "./shell/route";
import { useTitle } from "./shell/title";
import { TopBar } from "./shell/top_bar";
import { UndoBar } from "./shell/undo_bar";
import { Unlock } from "./shell/unlock";
import { Signing } from "./signing/signing";
import { Timeline, timelineShown } from "./timeline/timeline";
import { useFirstCapture } from "./list/first_capture";

export function App({ feed }: { feed: Feed }) {
  const { filter } = route.value;
  const query = apiFilter(filter, pins.ids).toString();
  useLayoutEffect(() => feed.start(new URLSearchParams(query)), [feed, query]);
  useTitle(feed);
  useKeys(commands);
  if (feed.locked.value) {
    return (
      <main class="whole">
        <Unlock onToken={() => feed.start(new URLSearchParams(query))} />
      </main>
    );
  }
  return <Page feed={feed} query={query} />;
}

/** `query`: what the catcher is asked for. */
function Page({ feed, query }: { feed: Feed; query: string }) {
  const { capture: chosen, filter, screen } = route.value;
  const [dialog, setDialog] = useState<
    "columns" | "export" | "help" | "settings" | "palette" | null
  >(null);
  const [sought, setSought] = useState<Sought | null>(null);
  const empty = feed.isEmpty.value && !filter && !screen;
  useMarks(feed, chosen, filter);
  useFocus(chosen ?? screen ?? null, !isWide.value);
  useStepping(feed, setSought);
  useFirstCapture(feed, empty);
  const close = () => setDialog(null);
  useCommand(commands.help, () => setDialog("help"));
  useCommand(commands.columns, () => setDialog("columns"));
  useCommand(commands.export, () => setDialog("export"));
  useCommand(commands.settings, () => setDialog("settings"));
  useCommand(commands.palette, () => setDialog("palette"));
  useComparing();
  const isPlaceEmpty = chosen === null && !screen;
  return (
    <>
      <TopBar feed={feed} filter={filter} />
      {timelineShown.value === "yes" && !empty && <Timeline feed={feed} filter={filter} />}
      {empty && chosen === null ? (
        <main class="whole">
          <Empty catching={feed.health.value?.catching ?? ""} />
        </main>
      ) : (
        <main class={isPlaceEmpty ? "split" : "split with_detail"}>
          <List feed={feed} chosen={chosen} filter={filter} sought={sought} />
          <div class="detail_place">
            <CompareStrip />
            {chosen !== null && <OutsideStrip feed={feed} id={chosen} />}
            {isPlaceEmpty && <Nothing />}
            <Place feed={feed} query={query} />
            <ValueMenu />
          </div>
        </main>
      )}
      <UndoBar />
      <Announcer feed={feed} />
      {dialog === "export" && <ExportDialog feed={feed} onClose={close} />}
      {dialog === "columns" && <ColumnChooser onClose={close} />}
      {dialog === "settings" && (
        <Settings noticed="when something is caught while this tab isn't seen" onClose={close} />
      )}
      {dialog === "palette" && (
        <Palette commands={commands} opener={commands.palette} onClose={close} />
      )}
      {dialog === "help" && <Help onClose={close} />}
    </>
  );
}

interface PlaceProps {
  feed: Feed;
  query: string;
}

/** What the address names, beside the list. */
function Place({ feed, query }: PlaceProps) {
  const { capture: chosen, filter, other, screen, rule } = route.value;
  /** The tab of the body's views that somebody chose, for all captures. */
  const [tab, setTab] = useState<BodyTab | null>(null);
  const store = feed.store.value;
  const close = () => goTo({ capture: other ? chosen : null, filter });
  const isWhole = chosen === null && !screen;
  useCommand(commands.close, () => (isWhole ? goTo({ capture: null, filter: "" }) : close()));
  const deleted = (id: number) => {
    const row = feed.list.rowOf(id);
    feed.remove(id);
    if (isWide.value && row >= 0 && feed.list.length > 0) chooseRow(feed, row);
    else close();
  };
  if (screen === "boxes") return <Boxes feed={feed} onClose={close} />;
  if (screen === "replies") return <Replies feed={feed} sought={rule} onClose={close} />;
  if (screen === "signing") {
    const restart = () => feed.start(new URLSearchParams(query));
    return <Signing onSaved={restart} onClose={close} />;
  }
  if (chosen === null) return null;
  if (other) {
    return (
      <Compare
        key={store}
        left={chosen}
        right={other}
        filter={filter}
        onSwap={() => goTo({ capture: other, other: chosen, filter }, "replace")}
        onClose={close}
      />
    );
  }
  return (
    <Detail
      key={store}
      feed={feed}
      id={chosen}
      tab={tab}
      onTab={setTab}
      onDeleted={deleted}
      onClose={close}
    />
  );
}

function Nothing() {
  return (
    <p class="nothing">
      {isTouch.value ? (
        <span>Choose a capture.</span>
      ) : (
        <span>
          Choose a capture, or press <kbd>j</kbd>. All keys: <kbd>?</kbd>
        </span>
      )}
    </p>
  );
}
