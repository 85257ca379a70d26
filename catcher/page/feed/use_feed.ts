import { useEffect, useRef, useState } from "preact/hooks";
import type { Feed } from "./feed";

/**
 * What is read from the feed; the component is rendered again when that is another value. Reading
 * `revision` renders it for every change.
 */
export function useFeed<Value>(feed: Feed, read: (feed: Feed) => Value): Value {
  const [, setRender] = useState(0);
  const rendered = useRef<{ value: Value; read: (feed: Feed) => Value }>(null);
  const value = read(feed);
  rendered.current = { value, read };
  useEffect(() => {
    const look = () => {
      const last = rendered.current!;
      if (last.read(feed) !== last.value) setRender((count) => count + 1);
    };
    look();
    return feed.subscribe(look);
  }, [feed]);
  return value;
}
