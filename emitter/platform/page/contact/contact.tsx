import { useRef, useState } from "preact/hooks";
import { minuteText } from "../../../../catcher/page/pieces/time";
import { visible } from "../../../../catcher/page/pieces/visible";
import { useFetched } from "../account/fetched";
import type { ContactDetails } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { campaignForms } from "../doing/forms/campaign_forms";
import { changeForms } from "../doing/forms/change_forms";
import { contactForms } from "../doing/forms/contact_forms";
import { live } from "../live/live";
import { goTo, hrefOf } from "../shell/route";
import { ContactCampaigns } from "./contact_campaigns";
import { ContactDeals } from "./contact_deals";
import { ContactNotes } from "./contact_notes";
import { ContactTags } from "./contact_tags";
import { Journeys } from "./journeys";
import { Memberships } from "./memberships";

/** All of one contact, and what can be done with it. */
export function Contact({ id }: { id: number }) {
  const [isLeaving, setLeaving] = useState(false);
  // Once it is deleted, nobody asks for it again.
  const version = useRef(0);
  if (!isLeaving) version.current = live.account.value;
  const { value: contact, failure } = useFetched<ContactDetails>(
    `/hookline/contacts/${id}`,
    version.current,
  );
  return (
    <article class="screen contact" aria-label={`Contact ${id}`}>
      <a href={hrefOf({ screen: "contacts" })}>All contacts</a>
      {failure && <p class="refusal">{failure}</p>}
      {contact && <Whole contact={contact} onLeave={setLeaving} />}
    </article>
  );
}

interface WholeProps {
  contact: ContactDetails;
  /** It is being deleted, or couldn't be. */
  onLeave: (isLeaving: boolean) => void;
}

function Whole({ contact, onLeave }: WholeProps) {
  const { id, email } = contact;
  const name = `${contact.first_name} ${contact.last_name}`.trim();
  const of = { fixed: { contact: id }, about: email };
  const { updateContact, unsubscribe } = contactForms;
  const update = { ...updateContact, fields: [...updateContact.fields, ...customFields(contact)] };
  const { sendSms, replyToSms, unsubscribeFromSms } = campaignForms;
  return (
    <>
      <header class="screen_head">
        <h2 class="text">{visible(name || email)}</h2>
        <DoButton form={update} {...of} given={givenOf(contact)} isChange class="main">
          Update
        </DoButton>
        <DoButton form={unsubscribe} {...of}>
          Unsubscribe
        </DoButton>
        <DoButton form={sendSms} {...of} />
        <DoButton form={replyToSms} {...of} />
        <DoButton form={unsubscribeFromSms} {...of} />
        <DeleteButton
          form={changeForms.deleteContact}
          action={{ contact: id }}
          name={email}
          onBusy={onLeave}
          onDone={() => goTo({ screen: "contacts" })}
        />
      </header>
      <Facts contact={contact} />
      <Memberships contact={contact} />
      <ContactTags contact={contact} />
      <ContactNotes contact={contact} />
      <ContactDeals contact={contact} />
      <ContactCampaigns contact={contact} />
      <Journeys contact={contact} />
    </>
  );
}

function customFields({ fields }: ContactDetails) {
  return fields.map(({ id, title }) => ({ at: `/change/fields/${id}`, label: title }));
}

function givenOf(contact: ContactDetails): Record<string, string> {
  const { email, first_name, last_name, phone, fields } = contact;
  const own = { email, first_name, last_name, phone };
  return Object.fromEntries([
    ...Object.entries(own).map(([key, value]) => [`/change/${key}`, value]),
    ...fields.map(({ id, value }) => [`/change/fields/${id}`, value]),
  ]);
}

function Facts({ contact }: { contact: ContactDetails }) {
  const { created, customer_account, fields } = contact;
  const facts: [name: string, value: string][] = [
    ["Email", contact.email],
    ["Phone", contact.phone],
    ["IP address", contact.ip],
    ["Organization", contact.organization],
    ["Account", customer_account?.name ?? ""],
    ["Since", created ? minuteText(created) : ""],
    ...fields.map(({ title, value }): [string, string] => [title, value]),
  ];
  return (
    <dl class="contact_facts">
      {facts
        .filter(([, value]) => value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt class="text">{visible(name)}</dt>
            <dd class="text">{visible(value)}</dd>
          </div>
        ))}
    </dl>
  );
}
