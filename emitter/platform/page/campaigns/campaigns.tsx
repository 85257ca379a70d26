import { countText } from "../../../../catcher/page/pieces/size";
import { clipped } from "../../../../catcher/page/pieces/visible";
import { account, listName } from "../account/account";
import type { Campaign } from "../account/things";
import { DeleteButton } from "../doing/delete_button";
import { DoButton } from "../doing/do_button";
import { DoNow } from "../doing/do_now";
import { campaignForms } from "../doing/forms/campaign_forms";
import { changeForms } from "../doing/forms/change_forms";
import { hrefOf, route } from "../shell/route";
import { Preview } from "./preview";

/** All campaigns; one of them as a contact sees it. */
export function Campaigns() {
  const campaigns = account.value?.campaigns ?? [];
  const chosen = campaigns.find(({ id }) => id === route.value.id);
  return (
    <section class="screen campaigns" aria-label="Campaigns">
      <header class="screen_head">
        <h2>Campaigns</h2>
        <DoButton form={campaignForms.addCampaign} class="main" />
      </header>
      {account.value && campaigns.length === 0 && (
        <p class="faint">
          None yet. Add one, send it to a list, and read it as one of its contacts: opening it,
          clicking, forwarding, sharing and replying are that contact's doing.
        </p>
      )}
      <ul class="lines">
        {campaigns.map((campaign) => (
          <CampaignLine key={campaign.id} campaign={campaign} />
        ))}
      </ul>
      {chosen && <Preview key={chosen.id} campaign={chosen} />}
    </section>
  );
}

function CampaignLine({ campaign }: { campaign: Campaign }) {
  const { id, name, state, lists, message, recipients } = campaign;
  return (
    <li>
      <span class="text">
        <a href={hrefOf({ screen: "campaigns", id })}>{clipped(name, 120)}</a>{" "}
        <span class="faint">{clipped(message.subject, 120)}</span>
      </span>
      <span class="faint text">{clipped(lists.map(listName).join(", "), 80)}</span>
      <span class="faint">
        {state}
        {recipients > 0 && `, ${countText(recipients, "recipient")}`}
      </span>
      <span class="tools">
        <DoNow form={campaignForms.sendCampaign} action={{ campaign: id }}>
          {state === "sent" ? "Send again" : "Send"}
        </DoNow>
        <a class="button plain" href={hrefOf({ screen: "campaigns", id })}>
          Read it
        </a>
        <DoButton
          form={changeForms.updateCampaign}
          fixed={{ campaign: { id } }}
          given={{
            "/campaign/name": name,
            "/campaign/message/subject": message.subject,
            "/campaign/message/text": message.text,
          }}
          isChange
        >
          Change
        </DoButton>
        <DeleteButton form={changeForms.deleteCampaign} action={{ campaign: id }} name={name} />
      </span>
    </li>
  );
}
