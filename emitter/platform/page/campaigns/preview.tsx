import { useState } from "preact/hooks";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import { useFetched } from "../account/fetched";
import type { Campaign, ContactDetails, Contacts } from "../account/things";
import { ContactField } from "../doing/fields/contact_field";
import { DoButton } from "../doing/do_button";
import { campaignForms } from "../doing/forms/campaign_forms";
import type { ActionForm } from "../doing/forms/form";
import { live } from "../live/live";
import { PublicFrame } from "./public_frame";
import { goTo } from "../shell/route";

const reactions: readonly ActionForm[] = [
  campaignForms.openCampaign,
  campaignForms.clickLink,
  campaignForms.forwardCampaign,
  campaignForms.shareCampaign,
  campaignForms.replyToCampaign,
  campaignForms.bounce,
];

/** A campaign as one of its contacts sees it, and what may become of it besides. */
export function Preview({ campaign }: { campaign: Campaign }) {
  const [email, setEmail] = useState("");
  const [list] = campaign.lists;
  const first = useFetched<Contacts>(
    list === undefined ? null : `/hookline/contacts?list=${list}&limit=1`,
    live.account.value,
  ).value?.contacts[0];
  const reader = email || first?.email || "";
  const url = useReading(campaign, reader);
  const title = `${visible(campaign.name)} as ${visible(reader)} sees it`;
  return (
    <article class="card" aria-label={`Campaign ${campaign.id}`}>
      <h3 class="text">{clipped(campaign.name, 160)}</h3>
      <ContactField label="Read by" pointer="/contact" value={reader} onValue={setEmail} />
      <p class="tools reactions">
        {reactions.map((form) => (
          <DoButton
            key={form.action}
            form={form}
            fixed={{ campaign: campaign.id }}
            given={{
              "/contact": reader,
              ...(campaign.message.links[0] && { "/link": campaign.message.links[0] }),
            }}
            about={campaign.name}
          />
        ))}
      </p>
      {url && <PublicFrame title={title} url={url} onClose={() => goTo({ screen: "campaigns" })} />}
      {url === null && (
        <p class="faint">Nobody of that address is on its lists: there is nothing to read.</p>
      )}
    </article>
  );
}

/** Where that contact reads it; null where there is no such one, or it gets none; not yet known, undefined. */
function useReading(campaign: Campaign, email: string): string | null | undefined {
  const version = live.account.value;
  const query = new URLSearchParams({ search: email, limit: "10" });
  const found = useFetched<Contacts>(`/hookline/contacts?${query}`, version).value;
  const id = found?.contacts.find((contact) => contact.email === email)?.id;
  const details = useFetched<ContactDetails>(id ? `/hookline/contacts/${id}` : null, version).value;
  if (found === null || (id !== undefined && details === null)) return undefined;
  return details?.campaigns.find((one) => one.id === campaign.id)?.preview ?? null;
}
