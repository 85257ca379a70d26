import { useLayoutEffect, useState } from "preact/hooks";
import type { Feed } from "../feed/feed";
import { type Suggestion, suggestionsFor } from "./suggestions";
import { useKnowledge } from "./use_knowledge";
import { withWord, wordAt } from "./word_at";

/** What fits the word at the caret, from the moment that somebody types or asks with an arrow. */
export function useSuggestions(
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
