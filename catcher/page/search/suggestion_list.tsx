import { visible } from "../pieces/visible";
import type { Suggestion } from "./suggestions";

interface SuggestionListProps {
  id: string;
  suggestions: readonly Suggestion[];
  /** The one that Enter takes; -1 for none. */
  active: number;
  onTake: (suggestion: Suggestion) => void;
}

export function SuggestionList({ id, suggestions, active, onTake }: SuggestionListProps) {
  return (
    <ul class="suggestions" role="listbox" id={id} aria-label="Suggestions">
      {suggestions.map((suggestion, index) => (
        <li
          key={suggestion.written}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === active}
          ref={index === active ? (item) => item?.scrollIntoView({ block: "nearest" }) : null}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onTake(suggestion)}
        >
          <code>{visible(suggestion.written)}</code>
          {suggestion.says && <span class="faint">{suggestion.says}</span>}
        </li>
      ))}
    </ul>
  );
}

export function optionId(listId: string, index: number): string {
  return `${listId}-${index}`;
}
