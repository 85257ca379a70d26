import { useRef } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { commands } from "../shell/commands";
import { goTo } from "../shell/route";
import { definitions } from "../webhooks/definitions";
import { webhooks } from "../webhooks/webhooks";
import { ContactFilter } from "../rows/contact_filter";

/** Which deliveries are listed. `query`: what is asked for by now. */
export function DeliveryFilters({ query }: { query: string }) {
  const known = new URLSearchParams(query);
  const first = useRef<HTMLSelectElement>(null);
  useCommand(commands.filter, () => first.current?.focus());
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    goTo({ screen: "deliveries", query: String(next) }, "replace");
  };
  const select = (name: string) => ({
    value: known.get(name) ?? "",
    onChange: (event: { currentTarget: HTMLSelectElement }) => set(name, event.currentTarget.value),
  });
  return (
    <form
      class="filter_bar"
      role="search"
      aria-label="Filter"
      onSubmit={(event) => event.preventDefault()}
    >
      <select aria-label="State" ref={first} {...select("state")}>
        <option value="">any state</option>
        <option value="pending">pending</option>
        <option value="delivered">delivered</option>
        <option value="failed">failed</option>
      </select>
      <select aria-label="Event" {...select("type")}>
        <option value="">any event</option>
        {definitions.value.events.map(({ name, label }) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </select>
      <select aria-label="Webhook" {...select("webhook")}>
        <option value="">any webhook</option>
        {webhooks.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {clipped(name, 60)}
          </option>
        ))}
      </select>
      <ContactFilter chosen={known.get("contact") ?? ""} onChosen={(id) => set("contact", id)} />
      {query && (
        <button
          type="button"
          class="plain"
          onClick={() => goTo({ screen: "deliveries" }, "replace")}
        >
          All
        </button>
      )}
    </form>
  );
}
