import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { filterFromText, textFromFilter } from "../api/filter";
import type { Feed } from "../feed/feed";
import { narrow } from "../shell/route";

/** Typing that pauses for so long counts as finished. */
const restMs = 300;
/** A search that takes longer isn't made for each key. */
const slowMs = 1_000;

/**
 * What is typed, searched for at once: but while a search is under way, what is typed waits for its
 * answer, and only the newest of it is searched for then. It follows whoever else sets the filter.
 */
export function useFilterText(feed: Feed, filter: string) {
  const [text, setText] = useState(() => textFromFilter(new URLSearchParams(filter)));
  const [isResting, rest] = useRest();
  const typed = filterFromText(text).toString();
  const [shown, setShown] = useState(filter);
  const isSet = typed === canonical(filter);
  /** What was asked for from here, until it comes back as the filter; more may be typed by then. */
  const asked = useRef<string | null>(null);
  const ask = useCallback(() => {
    if (!isSet) asked.current = typed;
    narrow(typed);
  }, [typed, isSet]);
  if (filter !== shown) {
    setShown(filter);
    const isAsked = asked.current === canonical(filter);
    if (isAsked) asked.current = null;
    else if (!isSet) setText(textFromFilter(new URLSearchParams(filter)));
  }
  const { sought } = feed;
  const isRefused = sought.refusal.value !== "";
  const isSlow = sought.isFiltered && sought.tookMs > slowMs;
  // While somebody types, a refusal may be due to an unfinished word, and a slow search for one would
  // only delay the search for the finished text.
  const isFree = sought.loaded.value && ((!isRefused && !isSlow) || isResting || typed === "");
  useLayoutEffect(() => {
    feed.isSuperseded.value = !isSet;
    feed.isTyping.value = !isResting;
  }, [feed, isSet, isResting]);
  useLayoutEffect(() => {
    if (!isSet && isFree) ask();
  }, [isSet, isFree, ask]);
  const type = (next: string) => {
    setText(next);
    rest(false);
  };
  const askNow = () => {
    rest(true);
    ask();
  };
  return { text, type, ask: askNow, isEmpty: typed === "" };
}

/** Whether nothing was done for a moment; and what says that something is done, or over. */
function useRest(): [boolean, (isResting: boolean) => void] {
  const [isResting, setResting] = useState(true);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const rest = (isOver: boolean) => {
    clearTimeout(timer.current);
    setResting(isOver);
    if (!isOver) timer.current = setTimeout(() => setResting(true), restMs);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return [isResting, rest];
}

/** The query as the box would make it: links have other spellings. */
function canonical(filter: string): string {
  return filterFromText(textFromFilter(new URLSearchParams(filter))).toString();
}
