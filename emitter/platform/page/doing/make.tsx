import { account } from "../account/account";
import type { ActionForm } from "./forms/form";
import { DoButton } from "./do_button";
import { useFetched } from "../account/fetched";
import type { Definitions } from "../api/platform";
import type { Contacts } from "../account/things";
import { live } from "../live/live";
import { groups } from "./forms/groups";

/** Every kind of event, a click away: the form that causes it is filled in with the latest contact. */
export function Make() {
  const newest = useFetched<Contacts>("/hookline/contacts?limit=1", live.account.value).value;
  const definitions = useFetched<Definitions>("/hookline/definitions", 0).value;
  const contact = newest?.contacts[0]?.email ?? "";
  const labels = new Map<string, string>(
    definitions?.events.map(({ name, label }) => [name, label]),
  );
  return (
    <section class="screen make" aria-label="Make things happen">
      <header class="screen_head">
        <h2>Make things happen</h2>
      </header>
      <p class="faint">
        Each of these causes an event; what comes of it shows up beside. “As” says who does it.
      </p>
      {groups.map(([title, forms]) => (
        <section key={title} aria-label={title}>
          <h3>{title}</h3>
          <ul class="makers">
            {forms.map((form) => (
              <li key={form.action}>
                <DoButton form={form} given={givenTo(form, contact)} />
                <span class="faint">{labels.get(form.event!)}</span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </section>
  );
}

/** Where a form needs a contact, that one. */
function givenTo(form: ActionForm, contact: string): Record<string, string> {
  const needs = form.fields.some(({ at }) => at === "/contact");
  return needs && contact && account.value ? { "/contact": contact } : {};
}
