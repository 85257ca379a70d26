import { useRef } from "preact/hooks";
import { useCommand } from "../../../../catcher/page/commands/command";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import { commands } from "../shell/commands";
import { goTo } from "../shell/route";

/**
 * Which contacts are shown: `filter` is the query of the page's address. Another one replaces it, as
 * nobody wants to retrace each letter.
 */
export function ContactFilters({ filter }: { filter: string }) {
  const search = useRef<HTMLInputElement>(null);
  useCommand(commands.filter, () => search.current?.focus());
  const known = new URLSearchParams(filter);
  const filterBy = (key: string) => ({
    value: known.get(key) ?? "",
    onValue: (value: string) => {
      const next = new URLSearchParams(filter);
      if (value) next.set(key, value);
      else next.delete(key);
      goTo({ screen: "contacts", query: String(next) }, "replace");
    },
  });
  const overview = account.value;
  const byId = ({ id, name }: Named) => [String(id), name] as const;
  const byName = ({ name }: Named) => [name, name] as const;
  const { value, onValue } = filterBy("search");
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        ref={search}
        aria-label="Search contacts"
        placeholder="Name or email"
        value={value}
        onInput={(event) => onValue(event.currentTarget.value)}
      />
      <Filter label="List" all="All lists" of={overview?.lists.map(byId)} {...filterBy("list")} />
      <Filter label="Tag" all="All tags" of={overview?.tags.map(byName)} {...filterBy("tag")} />
      <Filter
        label="Automation"
        all="Anywhere, in automations or not"
        of={overview?.automations.map(byId)}
        {...filterBy("automation")}
      />
    </form>
  );
}

interface Named {
  id: number;
  name: string;
}

interface FilterProps {
  label: string;
  /** What is said of no filter. */
  all: string;
  /** What may be chosen, once it is known. */
  of: (readonly [value: string, name: string])[] | undefined;
  value: string;
  onValue: (value: string) => void;
}

/** Not there where nothing could be chosen. */
function Filter({ label, all, of = [], value, onValue }: FilterProps) {
  if (of.length === 0 && !value) return null;
  return (
    <select
      aria-label={label}
      value={value}
      onChange={(event) => onValue(event.currentTarget.value)}
    >
      <option value="">{all}</option>
      {of.map(([key, name]) => (
        <option key={key} value={key}>
          {clipped(name, 60)}
        </option>
      ))}
    </select>
  );
}
