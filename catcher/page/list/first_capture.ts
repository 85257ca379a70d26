import { useEffect, useRef } from "preact/hooks";
import type { Feed } from "../feed/feed";
import { isWide } from "../settings/screen";
import { chooseRow } from "./stepping";

/** Opens the first capture that comes to an empty page, where there is room beside the list. */
export function useFirstCapture(feed: Feed, empty: boolean): void {
  const wasEmpty = useRef(false);
  useEffect(() => {
    if (wasEmpty.current && !empty && isWide.value) chooseRow(feed, 0);
    wasEmpty.current = empty;
  }, [feed, empty]);
}
