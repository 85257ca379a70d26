import { useEffect, useMemo, useRef } from "preact/hooks";
import { countText } from "../../../../catcher/page/pieces/size";
import { useVirtualRows } from "../../../../catcher/page/pieces/virtual_rows";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { Icon } from "../../../../catcher/page/pieces/icon";
import type { ContactRow } from "../account/things";
import { listName } from "../account/account";
import { DoButton } from "../doing/do_button";
import { contactForms } from "../doing/forms/contact_forms";
import { live } from "../live/live";
import { hrefOf, route } from "../shell/route";
import { Contact } from "../contact/contact";
import { ContactFilters } from "./contact_filters";
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
      <ContactFilters filter={filter} />
      <p class="faint" role="status">
        {list.total.value !== null && countText(list.total.value, "contact")}
      </p>
      {list.failure.value && <p class="refusal">{list.failure.value}</p>}
      <Rows key={filter} list={list} />
    </section>
  );
}

/** As high as all of them are; those in sight are there. */
function Rows({ list }: { list: ContactList }) {
  const box = useRef<HTMLDivElement>(null);
  const total = list.total.value ?? 0;
  const { first, end } = useVirtualRows(box, total, rowHeightPx);
  useEffect(() => list.show(first, end), [list, first, end]);
  return (
    <div class="contact_rows" ref={box} tabIndex={0} role="region" aria-label="Contacts found">
      <ul style={{ height: `${total * rowHeightPx}px` }}>
        {Array.from({ length: end - first }, (_, at) => {
          const contact = list.row(first + at);
          return (
            contact && (
              <li key={contact.id} style={{ top: `${(first + at) * rowHeightPx}px` }}>
                <Row contact={contact} />
              </li>
            )
          );
        })}
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
