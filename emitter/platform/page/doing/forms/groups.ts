import { campaignForms as campaign } from "./campaign_forms";
import { contactForms as contact } from "./contact_forms";
import { dealForms as deal } from "./deal_forms";
import type { ActionForm } from "./form";

/** What causes each of the 25 kinds of event, where people look for it. */
export const groups: readonly (readonly [title: string, forms: readonly ActionForm[]])[] = [
  [
    "Contacts",
    [
      contact.addContact,
      contact.updateContact,
      contact.unsubscribe,
      contact.tag,
      contact.untag,
      contact.note,
      contact.addList,
    ],
  ],
  [
    "Campaigns",
    [
      campaign.sendCampaign,
      campaign.openCampaign,
      campaign.clickLink,
      campaign.forwardCampaign,
      campaign.shareCampaign,
      campaign.replyToCampaign,
      campaign.bounce,
    ],
  ],
  [
    "Deals",
    [
      deal.addDeal,
      deal.updateDeal,
      deal.noteDeal,
      deal.addTask,
      deal.completeTask,
      deal.addPipeline,
      deal.addStage,
      deal.addTaskType,
    ],
  ],
  ["SMS", [campaign.sendSms, campaign.replyToSms, campaign.unsubscribeFromSms]],
];
