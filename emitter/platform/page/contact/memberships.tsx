import { useState } from "preact/hooks";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import { account } from "../account/account";
import type { ContactDetails } from "../account/things";
import { DoButton } from "../doing/do_button";
import { DoNow } from "../doing/do_now";
import { contactForms } from "../doing/forms/contact_forms";
import { PublicFrame } from "../campaigns/public_frame";

/** On which lists a contact is, was or may be. */
export function Memberships({ contact }: { contact: ContactDetails }) {
  const [isPublic, setPublic] = useState(false);
  const lists = account.value?.lists ?? [];
  const of = (list: number) => ({ fixed: { contact: contact.id, list }, about: contact.email });
  const states = new Map(contact.lists.map(({ id, state }) => [id, state]));
  return (
    <section aria-label="Lists">
      <h3>Lists</h3>
      {lists.length === 0 && <DoButton form={contactForms.addList} />}
      <ul class="lines">
        {lists.map(({ id, name }) => (
          <li key={id}>
            <span class="text">{clipped(name, 120)}</span>
            <span class="faint">{states.get(id) ?? "never on it"}</span>
            {states.get(id) === "active" ? (
              <DoButton form={contactForms.unsubscribe} {...of(id)}>
                Unsubscribe
              </DoButton>
            ) : (
              <DoNow form={contactForms.subscribe} action={of(id).fixed}>
                Subscribe
              </DoNow>
            )}
          </li>
        ))}
      </ul>
      <button type="button" class="plain" onClick={() => setPublic(true)}>
        Unsubscribe page
      </button>
      {isPublic && (
        <PublicFrame
          title={`Unsubscribe page of ${visible(contact.email)}`}
          url={contact.unsubscribe}
          onClose={() => setPublic(false)}
        />
      )}
    </section>
  );
}
