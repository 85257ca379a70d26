import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Feed } from "../feed/feed";

const name = "Hookline";

/** Says in the tab's title how many captures came while the tab wasn't seen. */
export function useTitle(feed: Feed): void {
  useEffect(() => {
    let seen = 0;
    const tell = () => {
      const { captures } = feed.list;
      if (!document.hidden) seen = captures.newestId;
      const news = seen > 0 ? captures.countAfter(seen) : 0;
      const title = news > 0 ? `(${news.toLocaleString("en")}) ${name}` : name;
      if (document.title !== title) document.title = title;
    };
    document.addEventListener("visibilitychange", tell);
    const end = effect(tell);
    return () => {
      document.removeEventListener("visibilitychange", tell);
      end();
    };
  }, [feed]);
}
