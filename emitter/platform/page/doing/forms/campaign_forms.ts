import { type ActionForm, contactField, type FormField } from "./form";

const campaignField: FormField = {
  at: "/campaign",
  label: "Campaign",
  kind: "campaign",
  isNeeded: true,
};

const bounces = [
  ["hard", "Hard: the address doesn't exist"],
  ["soft", "Soft: it may work later"],
] as const;

/** Those of the share buttons below a campaign. */
const networks = [
  ["facebook", "Facebook"],
  ["twitter", "Twitter"],
  ["linkedin", "LinkedIn"],
  ["reddit", "Reddit"],
] as const;

export const campaignForms = {
  addCampaign: {
    action: "campaign.add",
    label: "Add a campaign",
    fields: [
      { at: "/campaign/name", label: "Name", isNeeded: true },
      { at: "/campaign/lists", label: "To the lists", kind: "lists" },
      { at: "/campaign/message/subject", label: "Subject", isNeeded: true },
      {
        at: "/campaign/message/text",
        label: "Text",
        kind: "long",
        value: "Hello,\n\nread on: https://example.com/news",
        note: "Plain text; the web addresses in it are its links.",
      },
    ],
  },
  sendCampaign: {
    action: "campaign.send",
    label: "Send a campaign",
    event: "sent",
    fields: [campaignField],
  },
  openCampaign: {
    action: "campaign.open",
    label: "Open a campaign",
    event: "open",
    as: "public",
    fields: [campaignField, contactField],
  },
  clickLink: {
    action: "campaign.click",
    label: "Click a link",
    event: "click",
    as: "public",
    fields: [
      campaignField,
      contactField,
      { at: "/link", label: "Link", value: "https://example.com/", isNeeded: true },
    ],
  },
  forwardCampaign: {
    action: "campaign.forward",
    label: "Forward a campaign",
    event: "forward",
    as: "public",
    fields: [
      campaignField,
      contactField,
      { at: "/count", label: "To how many", kind: "number", value: "1" },
    ],
  },
  shareCampaign: {
    action: "campaign.share",
    label: "Share a campaign",
    event: "share",
    as: "public",
    fields: [
      campaignField,
      contactField,
      {
        at: "/network",
        label: "Network",
        kind: "choice",
        options: networks,
        value: "facebook",
        isNeeded: true,
      },
    ],
  },
  replyToCampaign: {
    action: "campaign.reply",
    label: "Reply to a campaign",
    event: "reply",
    as: "public",
    fields: [campaignField, contactField, { at: "/message", label: "Reply", kind: "long" }],
  },
  bounce: {
    action: "campaign.bounce",
    label: "Let an email bounce",
    event: "bounce",
    as: "system",
    fields: [
      campaignField,
      contactField,
      { at: "/bounce/type", label: "Kind", kind: "choice", options: bounces, value: "hard" },
      { at: "/bounce/code", label: "Code", value: "5.1.1" },
      { at: "/bounce/description", label: "Description", value: "Mailbox does not exist" },
    ],
  },
  sendSms: {
    action: "sms.send",
    label: "Send an SMS",
    event: "sms_sent",
    fields: [
      contactField,
      { at: "/sms/recipient", label: "To another phone", note: "Empty: the contact's." },
      { at: "/sms/comment", label: "What the carrier said" },
    ],
  },
  replyToSms: {
    action: "sms.reply",
    label: "Reply to an SMS",
    event: "sms_reply",
    as: "public",
    fields: [contactField, { at: "/sms/reply", label: "Reply", isNeeded: true }],
  },
  unsubscribeFromSms: {
    action: "sms.unsubscribe",
    label: "Unsubscribe from SMS",
    event: "sms_unsub",
    as: "public",
    fields: [contactField],
  },
} satisfies Record<string, ActionForm>;
