import { useRef } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { ContactFilter } from "../rows/contact_filter";
import { commands } from "../shell/commands";
import { goTo } from "../shell/route";
import { definitions } from "../webhooks/definitions";

/** Which events are listed. `query`: what is asked for by now. */
export function EventFilters({ query }: { query: string }) {
  const known = new URLSearchParams(query);
  const first = useRef<HTMLSelectElement>(null);
  useCommand(commands.filter, () => first.current?.focus());
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    goTo({ screen: "events", query: String(next) }, "replace");
  };
  return (
    <form
      class="filter_bar"
      role="search"
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      <select
        aria-label="Event"
        ref={first}
        value={known.get("type") ?? ""}
        onChange={(event) => set("type", event.currentTarget.value)}
      >
        <option value="">any event</option>
        {definitions.value.events.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <ContactFilter chosen={known.get("contact") ?? ""} onChosen={(id) => set("contact", id)} />
      {query && (
        <button type="button" class="plain" onClick={() => goTo({ screen: "events" }, "replace")}>
          All
        </button>
      )}
    </form>
  );
}
