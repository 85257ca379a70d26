import { useEffect, useRef, useState } from "preact/hooks";
import { filterFromText, textFromFilter } from "../api/filter";
import { Icon } from "../pieces/icon";

interface SearchBoxProps {
  /** An API query; see filter.ts for how it is typed. */
  filter: string;
  /** A sentence, where the catcher refused the filter. */
  refusal: string;
  onFilter: (filter: string) => void;
}

const settleMs = 200;

export function SearchBox({ filter, refusal, onFilter }: SearchBoxProps) {
  const [text, setText] = useState(() => textFromFilter(new URLSearchParams(filter)));
  const input = useRef<HTMLInputElement>(null);
  const typed = filterFromText(text).toString();

  useEffect(() => {
    if (filter !== typed) setText(textFromFilter(new URLSearchParams(filter)));
  }, [filter]);
  useEffect(() => {
    if (typed === filter) return undefined;
    const timer = setTimeout(() => onFilter(typed), settleMs);
    return () => clearTimeout(timer);
  }, [typed]);

  const leave = (event: KeyboardEvent) => {
    if (event.key === "Enter") onFilter(typed);
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
        placeholder="Search: lamp, method=POST, …"
        aria-label="Search captures"
        aria-invalid={refusal !== ""}
        autocomplete="off"
        spellcheck={false}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={leave}
      />
      <kbd aria-hidden="true">/</kbd>
      {refusal && (
        <p class="refusal" role="alert">
          {refusal}
        </p>
      )}
    </div>
  );
}
