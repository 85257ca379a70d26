import { Check } from "../../../../catcher/page/controls/field";
import { useErrorAt } from "../../../../catcher/page/controls/place_error";
import { definitions } from "./definitions";

interface ChoiceProps {
  chosen: readonly string[];
  onChosen: (names: readonly string[]) => void;
}

/** The kinds of event, under the vendor's labels and in its order. `list`: which one filters them. */
export function EventChoice({ chosen, onChosen, list }: ChoiceProps & { list: number }) {
  const { events } = definitions.value;
  const names = events.map(({ name }) => name as string);
  const others = chosen.filter((name) => !names.includes(name));
  const all = names.every((name) => chosen.includes(name));
  const some = names.some((name) => chosen.includes(name));
  const error = useErrorAt("/events");
  return (
    <fieldset class="choices_of" aria-describedby={error ? "events-error" : undefined}>
      <legend>Events</legend>
      <label class="choice all">
        <input
          type="checkbox"
          checked={all}
          ref={(box) => {
            if (box) box.indeterminate = some && !all;
          }}
          onChange={() => onChosen(all ? others : [...names, ...others])}
        />
        Select all
      </label>
      <div class="event_choices">
        {events.map(({ name, label, is_list_filtered }) => (
          <Check
            key={name}
            label={list > 0 && !is_list_filtered ? `${label} (of any list)` : label}
            checked={chosen.includes(name)}
            onChecked={(on) => onChosen(toggled([...names, ...others], chosen, name, on))}
          />
        ))}
        {others.map((name) => (
          <Check
            key={name}
            label={`${name} (never comes)`}
            checked={true}
            onChecked={() => onChosen(chosen.filter((one) => one !== name))}
          />
        ))}
      </div>
      {error && (
        <p class="refusal" id="events-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** Who may cause them, with what that means. */
export function SourceChoice({ chosen, onChosen }: ChoiceProps) {
  const { sources } = definitions.value;
  const names = sources.map(({ name }) => name as string);
  const error = useErrorAt("/sources");
  return (
    <fieldset class="choices_of" aria-describedby={error ? "sources-error" : undefined}>
      <legend>Sources</legend>
      {sources.map(({ name, label, explanation }) => (
        <div class="source_choice" key={name}>
          <Check
            label={label}
            checked={chosen.includes(name)}
            onChecked={(on) => onChosen(toggled(names, chosen, name, on))}
          />
          <p class="faint">{explanation}</p>
        </div>
      ))}
      {error && (
        <p class="refusal" id="sources-error">
          {error}
        </p>
      )}
    </fieldset>
  );
}

/** In the order of `all`. */
function toggled(all: string[], chosen: readonly string[], name: string, on: boolean): string[] {
  return all.filter((one) => (one === name ? on : chosen.includes(one)));
}
