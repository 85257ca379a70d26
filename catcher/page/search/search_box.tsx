import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { apiFilter, filterFromText, textFromFilter } from "../api/filter";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { pins } from "../list/pins";
import { chooseRow } from "../list/stepping";
import { Icon } from "../pieces/icon";
import { narrow } from "./route";

interface SearchBoxProps {
  feed: Feed;
  /** An API query. */
  filter: string;
}

const settleMs = 200;

export function SearchBox({ feed, filter }: SearchBoxProps) {
  const refusal = feed.search.refusal.value;
  const [text, setText] = useState(() => textFromFilter(new URLSearchParams(filter)));
  const input = useRef<HTMLInputElement>(null);
  /** Whether the first hit is to be opened, once it is there. */
  const opening = useSignal(false);
  const typed = filterFromText(text).toString();
  useCommand(commands.search, () => input.current?.focus());

  const [shown, setShown] = useState(filter);
  if (filter !== shown) {
    // Somebody else has changed it.
    setShown(filter);
    if (canonical(filter) !== typed) setText(textFromFilter(new URLSearchParams(filter)));
  }
  useEffect(() => {
    if (typed === canonical(filter)) return undefined;
    const timer = setTimeout(() => narrow(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed, filter]);

  useFirstHit(feed, filter, opening);
  const leave = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      opening.value = typed !== "";
      narrow(typed);
    }
    if (event.key === "Escape" && text !== "") setText("");
    if (event.key === "Enter" || event.key === "Escape") input.current?.blur();
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        id="search"
        type="search"
        value={text}
        placeholder="Search: lamp, status=4xx, -draft, …"
        aria-label="Search captures"
        aria-invalid={refusal !== ""}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <kbd aria-hidden="true">/</kbd>
      {filter !== "" && !refusal && <Found feed={feed} />}
      {refusal && (
        <p class="refusal" role="alert">
          {refusal}
        </p>
      )}
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

/** The query as the box would make it: links have other spellings. */
function canonical(filter: string): string {
  return filterFromText(textFromFilter(new URLSearchParams(filter))).toString();
}

/** How many were found, and how far the search has come. */
function Found({ feed }: { feed: Feed }) {
  const { count, progress } = feed.search.found;
  const text = `${count.toLocaleString("en")} found`;
  const isDone = progress >= 1;
  return (
    <>
      <span class="found" aria-hidden="true">
        {isDone ? text : `${text}, ${Math.floor(progress * 100)} %`}
      </span>
      {!isDone && <progress aria-label="Searching" value={progress} />}
      <span class="off_screen" role="status">
        {isDone ? text : ""}
      </span>
    </>
  );
}
