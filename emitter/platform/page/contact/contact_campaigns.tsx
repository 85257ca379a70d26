import { useState } from "preact/hooks";
import { clipped, visible } from "../../../../catcher/page/pieces/visible";
import type { ContactDetails } from "../account/things";
import { DoButton } from "../doing/do_button";
import { campaignForms } from "../doing/forms/campaign_forms";
import { PublicFrame } from "../campaigns/public_frame";

/** What came to a contact: read and answered as by the contact, or bounced. */
export function ContactCampaigns({ contact }: { contact: ContactDetails }) {
  const [previewed, setPreviewed] = useState<number | null>(null);
  const { id, email, campaigns } = contact;
  const shown = campaigns.find((campaign) => campaign.id === previewed);
  if (campaigns.length === 0) return null;
  return (
    <section aria-label="Campaigns">
      <h3>Campaigns</h3>
      <ul class="lines">
        {campaigns.map((campaign) => (
          <li key={campaign.id}>
            <span class="text">{clipped(campaign.name, 120)}</span>
            <span class="faint">{campaign.state}</span>
            <span class="tools">
              <button type="button" class="plain" onClick={() => setPreviewed(campaign.id)}>
                Read it
              </button>
              <DoButton
                form={campaignForms.bounce}
                fixed={{ campaign: campaign.id, contact: id }}
                about={`${campaign.name} to ${email}`}
              >
                Bounce
              </DoButton>
            </span>
          </li>
        ))}
      </ul>
      {shown && (
        <PublicFrame
          title={`${visible(shown.name)} as ${visible(email)} sees it`}
          url={shown.preview}
          onClose={() => setPreviewed(null)}
        />
      )}
    </section>
  );
}
