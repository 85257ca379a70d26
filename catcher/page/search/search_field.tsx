import { useId, useRef } from "preact/hooks";
import { useCommand } from "../commands/command";
import { commands } from "../commands/table";
import type { Feed } from "../feed/feed";
import { Refusal } from "./refusal";
import { optionId, SuggestionList } from "./suggestion_list";
import { useSuggestions } from "./use_suggestions";

interface SearchFieldProps {
  feed: Feed;
  text: string;
  onText: (text: string) => void;
  onSearch: () => void;
}

/** The field that is typed into, and below it why its text is refused, and what fits it. */
export function SearchField({ feed, text, onText, onSearch }: SearchFieldProps) {
  const refusal = feed.search.refusal.value;
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  useCommand(commands.search, () => input.current?.focus());
  const found = useSuggestions(feed, input, text, onText);
  const { suggestions, active } = found;
  const isOpen = suggestions.length > 0;
  const press = (event: KeyboardEvent) => {
    const { key } = event;
    if (found.move(event)) return event.preventDefault();
    if (key === "Enter" && suggestions[active]) return found.take(suggestions[active]);
    if (key === "Escape" && isOpen) return found.close();
    if (key === "Enter") onSearch();
    else if (key === "Escape") onText("");
    else return undefined;
    return input.current?.blur();
  };
  return (
    <>
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
        aria-expanded={isOpen}
        aria-controls={isOpen ? `${id}-list` : undefined}
        aria-activedescendant={active < 0 ? undefined : optionId(`${id}-list`, active)}
        aria-invalid={refusal !== ""}
        aria-describedby={refusal ? `${id}-refusal` : undefined}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        onInput={(event) => found.type(event.currentTarget.value)}
        onKeyDown={press}
        onBlur={found.close}
      />
      <kbd aria-hidden="true">/</kbd>
      <div class="below_search">
        {refusal && <Refusal id={`${id}-refusal`} sentence={refusal} text={text} onMend={onText} />}
        {isOpen && (
          <SuggestionList id={`${id}-list`} {...{ suggestions, active }} onTake={found.take} />
        )}
      </div>
    </>
  );
}
