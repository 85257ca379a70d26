import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { filterFromText, textFromFilter } from "../api/filter";
import { narrow } from "../shell/route";

const settleMs = 200;

/** What is typed; the list follows it once it rests, and it follows whoever else sets the filter. */
export function useFilterText(filter: string) {
  const [text, setText] = useState(() => textFromFilter(new URLSearchParams(filter)));
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
  useEffect(() => {
    if (isSet) return undefined;
    const timer = setTimeout(ask, settleMs);
    return () => clearTimeout(timer);
  }, [isSet, ask]);
  return { text, setText, ask, isEmpty: typed === "" };
}

/** The query as the box would make it: links have other spellings. */
function canonical(filter: string): string {
  return filterFromText(textFromFilter(new URLSearchParams(filter))).toString();
}
