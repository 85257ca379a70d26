import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { apiFilter, filterFromText, textFromFilter } from "../api/filter";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { pins } from "../list/pins";
import { chooseRow } from "../list/stepping";
import { Icon } from "../pieces/icon";
import { narrow } from "../shell/route";
import { Found } from "./found";
import { Refusal } from "./refusal";
import { optionId, SuggestionList } from "./suggestion_list";
import { type Suggestion, suggestionsFor } from "./suggestions";
import { useKnowledge } from "./use_knowledge";
import { withWord, wordAt } from "./word_at";

interface SearchBoxProps {
  feed: Feed;
  /** An API query. */
  filter: string;
}

const settleMs = 200;

/** Finds captures while it is typed into, and suggests names and values of what was caught. */
export function SearchBox({ feed, filter }: SearchBoxProps) {
  const refusal = feed.search.refusal.value;
  const { text, setText } = useFilterText(filter);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  /** Whether the first hit is to be opened, once it is there. */
  const opening = useSignal(false);
  useCommand(commands.search, () => input.current?.focus());
  useFirstHit(feed, filter, opening);
  const { suggestions, active, type, take, close, move } = useSuggestions(
    feed,
    input,
    text,
    setText,
  );

  const leave = () => {
    close();
    input.current?.blur();
  };
  const search = () => {
    const typed = filterFromText(text).toString();
    opening.value = typed !== "";
    narrow(typed);
    leave();
  };
  const press = (event: KeyboardEvent) => {
    const chosen = suggestions[active];
    const isOpen = suggestions.length > 0;
    if (move(event)) event.preventDefault();
    else if (event.key === "Enter" && chosen) take(chosen);
    else if (event.key === "Enter") search();
    else if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Escape") {
      setText("");
      leave();
    }
  };
  return (
    <div class="search" role="search">
      <Icon name="search" />
      <input
        ref={input}
        id="search"
        type="text"
        role="combobox"
        enterkeyhint="search"
        value={text}
        placeholder="Search: lamp, status=4xx, -draft, …"
        aria-label="Search captures"
        aria-autocomplete="list"
        aria-expanded={suggestions.length > 0}
        aria-controls={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={active < 0 ? undefined : optionId(`${id}-list`, active)}
        aria-invalid={refusal !== ""}
        aria-describedby={refusal ? `${id}-refusal` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={close}
      />
      <kbd aria-hidden="true">/</kbd>
      {filter !== "" && !refusal && <Found feed={feed} />}
      <div class="below_search">
        {refusal && (
          <Refusal id={`${id}-refusal`} sentence={refusal} text={text} onMend={setText} />
        )}
        {suggestions.length > 0 && (
          <SuggestionList
            id={`${id}-list`}
            suggestions={suggestions}
            active={active}
            onTake={take}
          />
        )}
      </div>
    </div>
  );
}

/** What is typed; the list follows it once it rests, and it follows whoever else sets the filter. */
function useFilterText(filter: string) {
  const [text, setText] = useState(() => textFromFilter(new URLSearchParams(filter)));
  const typed = filterFromText(text).toString();
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
  return { text, setText };
}

/** What fits the word at the caret, from the moment that somebody types or asks with an arrow. */
function useSuggestions(
  feed: Feed,
  input: { current: HTMLInputElement | null },
  text: string,
  setText: (text: string) => void,
) {
  const [isOpen, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [caret, setCaret] = useState<number | null>(null);
  const known = useKnowledge(feed, isOpen);
  const word = wordAt(text, input.current?.selectionStart ?? text.length);
  const suggestions = isOpen ? suggestionsFor(word, known) : [];
  const active = Math.min(at, suggestions.length - 1);
  useLayoutEffect(() => {
    if (caret === null) return;
    input.current?.setSelectionRange(caret, caret);
    setCaret(null);
  }, [input, caret]);
  const open = (isWanted: boolean) => {
    setOpen(isWanted);
    setAt(-1);
  };
  const take = ({ written, isOpen: goesOn }: Suggestion) => {
    const next = withWord(text, word, goesOn ? written : `${written} `);
    setText(next.text);
    setCaret(next.caret);
    open(goesOn);
  };
  return {
    suggestions,
    active,
    type: (typed: string) => {
      setText(typed);
      open(typed !== "" && !/\s$/.test(typed));
    },
    take,
    close: () => open(false),
    /** Whether the key was for the list. */
    move: ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[key];
      if (!step || ctrlKey || metaKey) return false;
      const count = suggestions.length;
      if (count === 0) open(true);
      else setAt(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
      return true;
    },
  };
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
