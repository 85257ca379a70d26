import { type Signal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { apiFilter } from "../api/filter";
import type { Feed } from "../feed/feed";
import { pins } from "../list/pins";
import { chooseRow } from "../list/stepping";
import { Icon } from "../pieces/icon";
import { useFilterText } from "./filter_text";
import { Found } from "./found";
import { SearchField } from "./search_field";

interface SearchBoxProps {
  feed: Feed;
  /** An API query. */
  filter: string;
}

/** Finds captures while it is typed into, and suggests names and values of what was caught. */
export function SearchBox({ feed, filter }: SearchBoxProps) {
  const { text, type, ask, isEmpty } = useFilterText(feed, filter);
  /** Whether the first hit is to be opened, once it is there. */
  const opening = useSignal(false);
  useFirstHit(feed, filter, opening);
  const search = () => {
    opening.value = !isEmpty;
    ask();
  };
  // Until there is an answer, what is shown may be all there is.
  const isFound = filter !== "" && feed.search.isFiltered && !feed.search.refusal.value;
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <SearchField feed={feed} text={text} onText={type} onSearch={search} />
      {isFound && <Found feed={feed} />}
    </div>
  );
}

/** Opens the first that is found, as soon as it is. */
function useFirstHit(feed: Feed, filter: string, opening: Signal<boolean>): void {
  const { search } = feed;
  const isThis = search.filter.toString() === apiFilter(filter, pins.ids).toString();
  const isReady = opening.value && isThis && search.loaded.value;
  useEffect(() => {
    if (!isReady) return;
    opening.value = false;
    if (feed.list.length > 0) chooseRow(feed, 0);
  }, [feed, isReady, opening]);
}
