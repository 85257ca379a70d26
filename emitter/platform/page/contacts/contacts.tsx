import { useEffect, useMemo, useRef } from "preact/hooks";
import { countText } from "../../../../catcher/page/pieces/size";
import { useVirtualRows } from "../../../../catcher/page/pieces/virtual_rows";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { useCommand } from "../../../../catcher/page/commands/command";
import { Icon } from "../../../../catcher/page/pieces/icon";
import type { ContactRow } from "../account/things";
import { account, listName } from "../account/account";
import { DoButton } from "../doing/do_button";
import { contactForms } from "../doing/forms/contact_forms";
import { live } from "../live/live";
import { commands } from "../shell/commands";
import { goTo, hrefOf, route } from "../shell/route";
import { Contact } from "./contact";
import { ContactList } from "./contact_list";
import { ImportButton } from "./import_dialog";

const rowHeightPx = 52;
const nameCharsMax = 120;

/** One contact, or all of them. */
export function Contacts() {
  const { id } = route.value;
  return id === undefined ? <Found /> : <Contact key={id} id={id} />;
}

/** All contacts, or those that are sought. */
function Found() {
  const filter = route.value.query;
  const list = useMemo(() => new ContactList(new URLSearchParams(filter)), [filter]);
  const version = live.account.value;
  useEffect(() => () => list.end(), [list]);
  useEffect(() => list.refresh(), [list, version]);
  return (
    <section class="screen contacts" aria-label="Contacts">
      <header class="screen_head">
        <h2>Contacts</h2>
        <DoButton form={contactForms.addContact} class="main" />
        <ImportButton />
      </header>
      <Filters filter={filter} />
      <p class="faint" role="status">
        {list.total.value !== null && countText(list.total.value, "contact")}
      </p>
      {list.failure.value && <p class="refusal">{list.failure.value}</p>}
      <Rows key={filter} list={list} />
    </section>
  );
}

/** Another search replaces the address that names this one: nobody wants to retrace each letter. */
function Filters({ filter }: { filter: string }) {
  const search = useRef<HTMLInputElement>(null);
  useCommand(commands.filter, () => search.current?.focus());
  const known = new URLSearchParams(filter);
  const set = (key: string, value: string) => {
    const next = new URLSearchParams(filter);
    if (value) next.set(key, value);
    else next.delete(key);
    goTo({ screen: "contacts", query: String(next) }, "replace");
  };
  const overview = account.value;
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <input
        type="search"
        ref={search}
        aria-label="Search contacts"
        placeholder="Name or email"
        value={known.get("search") ?? ""}
        onInput={(event) => set("search", event.currentTarget.value)}
      />
      <select
        aria-label="List"
        value={known.get("list") ?? ""}
        onChange={(event) => set("list", event.currentTarget.value)}
      >
        <option value="">All lists</option>
        {overview?.lists.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <select
        aria-label="Tag"
        value={known.get("tag") ?? ""}
        onChange={(event) => set("tag", event.currentTarget.value)}
      >
        <option value="">All tags</option>
        {overview?.tags.map(({ name }) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
    </form>
  );
}

/** As high as all of them are; those in sight are there. */
function Rows({ list }: { list: ContactList }) {
  const box = useRef<HTMLDivElement>(null);
  const rows = list.rows.value;
  const { first, end } = useVirtualRows(box, list.total.value ?? 0, rowHeightPx);
  useEffect(() => list.reach(end), [list, end, rows]);
  return (
    <div class="contact_rows" ref={box} tabIndex={0} role="region" aria-label="Contacts found">
      <ul style={{ height: `${(list.total.value ?? 0) * rowHeightPx}px` }}>
        {rows.slice(first, end).map((contact, at) => (
          <li key={contact.id} style={{ top: `${(first + at) * rowHeightPx}px` }}>
            <Row contact={contact} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function Row({ contact }: { contact: ContactRow }) {
  const { id, email, first_name, last_name, tags, lists } = contact;
  const name = `${first_name} ${last_name}`.trim();
  return (
    <a class="contact_row" href={hrefOf({ screen: "contacts", id })}>
      <span class="contact_name">
        <span class="text">{clipped(name || email, nameCharsMax)}</span>
        {name && <span class="faint text">{clipped(email, nameCharsMax)}</span>}
      </span>
      <span class="chips">
        {lists.map((list) => (
          <span class="chip list_chip" key={list}>
            {clipped(listName(list), 40)}
          </span>
        ))}
        {tags.map((tag) => (
          <span class="chip" key={tag}>
            <Icon name="tag" />
            {clipped(tag, 40)}
          </span>
        ))}
      </span>
    </a>
  );
}
