import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { commands } from "../shell/commands";
import { goTo } from "../shell/route";
import { definitions } from "../webhooks/definitions";
import { ContactFilter } from "./contact_filter";

/** Of a select, by the name of what it chooses. */
export type SelectOf = (name: string) => {
  value: string;
  onChange: (event: { currentTarget: HTMLSelectElement }) => void;
};

interface FilterBarProps {
  /** Whose rows are listed. */
  screen: string;
  /** What is asked for by now. */
  query: string;
  selects: (select: SelectOf) => ComponentChildren;
}

/** Which rows are listed: by selects, and by a contact. */
export function FilterBar({ screen, query, selects }: FilterBarProps) {
  const known = new URLSearchParams(query);
  const form = useRef<HTMLFormElement>(null);
  useCommand(commands.filter, () => form.current?.querySelector("select")?.focus());
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    goTo({ screen, query: String(next) }, "replace");
  };
  const select: SelectOf = (name) => ({
    value: known.get(name) ?? "",
    onChange: (event) => set(name, event.currentTarget.value),
  });
  return (
    <form
      class="filter_bar"
      role="search"
      aria-label="Filter"
      ref={form}
      onSubmit={(event) => event.preventDefault()}
    >
      {selects(select)}
      <ContactFilter chosen={known.get("contact") ?? ""} onChosen={(id) => set("contact", id)} />
      {query && (
        <button type="button" class="plain" onClick={() => goTo({ screen }, "replace")}>
          All
        </button>
      )}
    </form>
  );
}

export function EventSelect(props: ReturnType<SelectOf>) {
  return (
    <select aria-label="Event" {...props}>
      <option value="">any event</option>
      {definitions.value.events.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </select>
  );
}
