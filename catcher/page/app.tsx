import { useEffect, useRef, useState } from "preact/hooks";
import { apiFilter } from "./api/filter";
import type { BodyTab } from "./body/body_view";
import { Compare } from "./compare/compare";
import { CompareStrip } from "./compare/compare_strip";
import { Detail } from "./detail/detail";
import { Empty } from "./empty/empty";
import type { Feed } from "./feed/feed";
import { useFeed } from "./feed/use_feed";
import { List, type Sought } from "./list/list";
import { pins, usePins } from "./list/pins";
import { forgetMarks, markRead } from "./list/read_marks";
import { Replies } from "./replies/replies";
import { usePreference } from "./settings/preference";
import { Settings } from "./settings/settings";
import { zone } from "./settings/zone";
import { Announcer } from "./shell/announcer";
import { useFocus } from "./shell/focus";
import { Help } from "./shell/help";
import { useKeys } from "./shell/keys";
import { goTo, routeOf, useRoute } from "./shell/route";
import { useTitle } from "./shell/title";
import { TopBar } from "./shell/top_bar";
import { Unlock } from "./shell/unlock";
import { Signing } from "./signing/signing";
import { Timeline, timelineShown } from "./timeline/timeline";

const wide = matchMedia("(min-width: 900px)");

export function App({ feed }: { feed: Feed }) {
  const { capture: chosen, filter, other, screen, rule } = useRoute();
  const query = apiFilter(filter, usePins().ids);
  const [tab, setTab] = useState<BodyTab | null>(null);
  const [helping, setHelping] = useState(false);
  const [setting, setSetting] = useState(false);
  const [sought, setSought] = useState<Sought | null>(null);
  /** A capture that waits for another one, to be compared with. */
  const [compared, setCompared] = useState<number | null>(null);
  const isTimeline = usePreference(timelineShown) === "yes";
  usePreference(zone);

  useEffect(() => feed.start(query), [query.toString()]);
  useEffect(() => {
    if (chosen !== null) markRead(chosen);
  }, [chosen]);
  const store = useFeed(feed, (followed) => followed.store);
  useEffect(() => {
    if (store > 0) forgetMarks();
  }, [store]);
  const isWhole = useFeed(feed, ({ reachedOldest }) => reachedOldest);
  useEffect(() => {
    if (isWhole && filter === "pinned=yes") pins.retain(feed.all());
  }, [isWhole]);
  useTitle(feed);
  useFocus(chosen, !wide.matches);
  const empty = useFeed(feed, isEmpty) && !filter && !screen;
  useFirstCapture(feed, empty, () => choose(0));

  function choose(row: number): void {
    const capture = feed.at(Math.max(0, Math.min(row, feed.length - 1)));
    if (!capture) return;
    goTo({ capture: capture.id, filter }, "replace");
    setSought({ id: capture.id });
  }
  const step = (rows: number) => {
    // Keys come faster than the page is rendered, but the address is always up to date.
    const { capture } = routeOf(location.hash);
    const row = capture === null ? -1 : feed.rowOf(capture);
    choose(row < 0 ? 0 : row + rows);
  };
  const narrow = (text: string) => goTo({ ...routeOf(location.hash), filter: text }, "replace");
  const newest = () => {
    feed.release();
    choose(0);
  };
  const oldest = () => void feed.loadOldest().then(() => choose(feed.length - 1));
  const close = () => goTo({ capture: other ? chosen : null, filter });
  const compare = (id: number | null) => {
    if (id === null) return;
    const isSecond = compared !== null && compared !== id;
    if (isSecond) goTo({ capture: compared, other: id, filter });
    setCompared(compared === null ? id : null);
  };
  const pin = (id: number | null) => {
    const row = id === null ? -1 : feed.rowOf(id);
    if (row >= 0) pins.toggle(feed.at(row)!);
  };
  const deleted = (id: number) => {
    const row = feed.rowOf(id);
    feed.remove(id);
    if (wide.matches && row >= 0 && feed.length > 0) choose(row);
    else close();
  };
  const chooseTab = (index: number) => () => {
    const views = document.querySelector(".detail .tab_bar");
    views?.querySelectorAll<HTMLElement>('[role="tab"]')[index]?.click();
  };
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    g: newest,
    G: oldest,
    p: () => feed.setPaused(!feed.paused),
    r: () => document.querySelector<HTMLElement>(".actions .replay")?.click(),
    c: () => compare(chosen ?? focusedRow()),
    "/": () => document.getElementById("search")?.focus(),
    "?": () => setHelping(true),
    s: () => pin(routeOf(location.hash).capture ?? focusedRow()),
    t: () => timelineShown.next(),
    Escape: () => (chosen === null && !screen ? goTo({ capture: null, filter: "" }) : close()),
    ...Object.fromEntries([1, 2, 3, 4, 5].map((digit) => [String(digit), chooseTab(digit - 1)])),
  });

  if (useFeed(feed, ({ locked }) => locked)) {
    return (
      <main class="whole">
        <Unlock onToken={() => feed.start(query)} />
      </main>
    );
  }
  return (
    <>
      <TopBar
        feed={feed}
        filter={filter}
        onFilter={narrow}
        onSettings={() => setSetting(true)}
        onHelp={() => setHelping(true)}
      />
      {isTimeline && !empty && (
        <Timeline feed={feed} filter={filter} query={query} onFilter={narrow} />
      )}
      {empty && chosen === null ? (
        <main class="whole">
          <Empty catching={feed.health?.catching ?? ""} />
        </main>
      ) : (
        <main class={chosen === null && !screen ? "split" : "split with_detail"}>
          <List
            feed={feed}
            chosen={chosen}
            filter={filter}
            sought={sought}
            compared={compared}
            onCompare={compare}
          />
          <div class="detail_place">
            {compared !== null && <CompareStrip id={compared} onCancel={() => setCompared(null)} />}
            {screen === "replies" && <Replies feed={feed} sought={rule} onClose={close} />}
            {screen === "signing" && <Signing onSaved={() => feed.start(query)} onClose={close} />}
            {chosen === null && !screen && <Nothing />}
            {chosen !== null && other && (
              <Compare
                key={store}
                left={chosen}
                right={other}
                filter={filter}
                onSwap={() => goTo({ capture: other, other: chosen, filter }, "replace")}
                onClose={close}
              />
            )}
            {chosen !== null && !other && (
              <Detail
                key={store}
                feed={feed}
                id={chosen}
                tab={tab}
                onTab={setTab}
                compared={compared}
                onCompare={compare}
                onDeleted={deleted}
                onClose={close}
              />
            )}
          </div>
        </main>
      )}
      <Announcer feed={feed} />
      {setting && <Settings onClose={() => setSetting(false)} />}
      {helping && <Help onClose={() => setHelping(false)} />}
    </>
  );
}

function isEmpty(feed: Feed): boolean {
  return feed.loaded && feed.captures.length === 0 && feed.counts.total === 0;
}

/** The capture whose row in the list has the focus. */
function focusedRow(): number | null {
  const id = document.activeElement?.closest<HTMLElement>("a.row")?.dataset.id;
  return id ? Number(id) : null;
}

function Nothing() {
  return (
    <p class="nothing">
      <span>
        Choose a capture, or press <kbd>j</kbd>. All keys: <kbd>?</kbd>
      </span>
    </p>
  );
}

/** Opens the first capture that comes to an empty page, where there is room beside the list. */
function useFirstCapture(feed: Feed, empty: boolean, open: () => void): void {
  const wasEmpty = useRef(false);
  useEffect(() => {
    if (wasEmpty.current && !empty && feed.length > 0 && wide.matches) open();
    wasEmpty.current = empty;
  }, [empty]);
}
