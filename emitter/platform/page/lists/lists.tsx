import { useState } from "preact/hooks";
import { countText } from "../../../../catcher/page/pieces/size";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import type { Overview } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { changeForms } from "../doing/forms/change_forms";
import { contactForms } from "../doing/forms/contact_forms";
import { PublicFrame } from "../campaigns/public_frame";
import { hrefOf } from "../shell/route";
import { Fields } from "./fields";
import { Tags } from "./tags";

/** The lists with their subscribe forms, and the tags. */
export function Lists() {
  const overview = account.value;
  const [subscribed, setSubscribed] = useState<number | null>(null);
  if (overview === null) return null;
  const shown = overview.lists.find((list) => list.id === subscribed);
  return (
    <section class="screen lists" aria-label="Lists">
      <header class="screen_head">
        <h2>Lists</h2>
        <DoButton form={contactForms.addList} class="main" />
      </header>
      {overview.lists.length === 0 && <p class="faint">No lists yet.</p>}
      <ul class="lines">
        {overview.lists.map((list) => (
          <ListLine key={list.id} list={list} onSubscribe={() => setSubscribed(list.id)} />
        ))}
      </ul>
      {shown && (
        <PublicFrame
          title={`Subscribe form of ${visible(shown.name)}`}
          url={shown.subscribe}
          onClose={() => setSubscribed(null)}
        />
      )}
      <Tags tags={overview.tags} />
      <Fields fields={overview.fields} />
    </section>
  );
}

interface ListLineProps {
  list: Overview["lists"][number];
  onSubscribe: () => void;
}

function ListLine({ list: { id, name, contacts }, onSubscribe }: ListLineProps) {
  const about = `List: ${name}`;
  return (
    <li>
      <a class="text" href={hrefOf({ screen: "contacts", query: `list=${id}` })}>
        {clipped(name, 120)}
      </a>
      <span class="faint number">{countText(contacts, "contact")}</span>
      <span class="tools">
        <button type="button" class="plain" onClick={onSubscribe}>
          Subscribe form
        </button>
        <DoButton form={contactForms.subscribe} fixed={{ list: id }} about={about}>
          Subscribe a contact
        </DoButton>
        <DoButton
          form={changeForms.updateList}
          fixed={{ list: { id } }}
          given={{ "/list/name": name }}
        >
          Rename
        </DoButton>
        <DeleteButton form={changeForms.deleteList} action={{ list: id }} name={name} />
      </span>
    </li>
  );
}
