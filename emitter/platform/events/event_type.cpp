#include "emitter/platform/events/event_type.h"

#include <algorithm>

namespace hookline {
namespace {

using Fields = std::span<const PayloadField>;

// The blocks that payloads are made of, in wire order.

constexpr PayloadField kEnvelope[] = {
    {"type", "", "always; the event's API name"},
    {"date_time", "2024-02-28T04:45:41-06:00", "always; in the account's time zone"},
    {"initiated_from", "admin", "always; public, admin, api or system"},
    {"initiated_by", "admin", "always; the same as initiated_from, as far as is known"},
};
constexpr PayloadField kNoList[] = {
    {"list", "0", "always; 0, as it concerns no particular list"},
};
constexpr PayloadField kSubscribedList[] = {
    {"list", "1", "always; the list joined, 0 when added without a list"},
};
constexpr PayloadField kUnsubscribedList[] = {
    {"list", "1", "when a user, the API or the system unsubscribes; else the array form"},
    {"list[N][id]", "1", "when the contact unsubscribes, one per list, N from 0"},
    {"list[N][name]", "Newsletter", "with list[N][id]"},
};
constexpr PayloadField kCampaignList[] = {
    {"list", "1", "unless in the array form; 0 for no particular list"},
    {"list[N][id]", "1", "in the array form, one per list, N from 0; then there is no list"},
    {"list[N][name]", "Newsletter", "with list[N][id]"},
};
constexpr PayloadField kForm[] = {
    {"form[id]", "1034", "only when a form caused it"},
};
constexpr PayloadField kContactNote[] = {
    {"note", "Called, will call back", "always"},
};
constexpr PayloadField kContact[] = {
    {"contact[id]", "42", "always"},
    {"contact[email]", "jane.doe@example.com", "always"},
    {"contact[first_name]", "Jane", "always; empty when unset"},
    {"contact[last_name]", "Doe", "always; empty when unset"},
    {"contact[phone]", "+13125550100", "always; empty when unset"},
    {"contact[ip]", "127.0.0.1", "always; 0.0.0.0 when unknown"},
    {"contact[tags]", "customer, newsletter", "always; names joined by comma and space"},
    {"contact[fields][ID]", "Blue",
     "one per custom field with a value; ||A||B|| for several values"},
    {"contact[customer_acct_name]", "", "always; empty without a customer account"},
    {"contact[orgname]", "", "always; empty when unset"},
    {"customer_acct_name", "", "always; empty without a customer account"},
    {"customer_acct_id", "0", "always; 0 without a customer account"},
    {"orgname", "", "always; empty when unset"},
};
constexpr PayloadField kDealContact[] = {
    {"contact[id]", "42", "when the deal has a contact, as all of the contact's fields"},
    {"contact[email]", "jane.doe@example.com", "with contact[id]"},
    {"contact[first_name]", "Jane", "with contact[id]; empty when unset"},
    {"contact[last_name]", "Doe", "with contact[id]; empty when unset"},
    {"contact[phone]", "+13125550100", "with contact[id]; empty when unset"},
    {"contact[ip]", "127.0.0.1", "with contact[id]; 0.0.0.0 when unknown"},
    {"contact[tags]", "customer, newsletter", "with contact[id]; joined by comma and space"},
    {"contact[fields][ID]", "Blue",
     "one per custom field with a value; ||A||B|| for several values"},
    {"contact[customer_acct_name]", "", "with contact[id]; empty without a customer account"},
    {"contact[orgname]", "", "with contact[id]; empty when unset"},
    {"customer_acct_name", "", "with contact[id]; empty without a customer account"},
    {"customer_acct_id", "0", "with contact[id]; 0 without a customer account"},
    {"orgname", "", "with contact[id]; empty when unset"},
};
constexpr PayloadField kAccount[] = {
    {"account_id", "100001", "always; the account's number"},
};
constexpr PayloadField kTag[] = {
    {"tag", "vip", "always"},
};
constexpr PayloadField kCampaign[] = {
    {"campaign[id]", "7", "always"},
    {"campaign[name]", "Spring news", "always"},
    {"campaign[status]", "5", "always; a number"},
    {"campaign[type]", "single", "always"},
    {"campaign[recipients]", "1200", "always; a count"},
    {"campaign[message][id]", "12", "always"},
    {"campaign[message][subject]", "Hello", "always"},
    {"campaign[webcopy_url]", "https://example.com/index.php?action=social", "always"},
};
constexpr PayloadField kCampaignIfAny[] = {
    {"campaign[id]", "7", "only through a campaign, as all of the campaign's fields"},
    {"campaign[name]", "Spring news", "with campaign[id]"},
    {"campaign[status]", "5", "with campaign[id]; a number"},
    {"campaign[type]", "single", "with campaign[id]"},
    {"campaign[recipients]", "1200", "with campaign[id]; a count"},
    {"campaign[message][id]", "12", "with campaign[id]"},
    {"campaign[message][subject]", "Hello", "with campaign[id]"},
    {"campaign[webcopy_url]", "https://example.com/index.php?action=social", "with campaign[id]"},
};
constexpr PayloadField kCampaignName[] = {
    {"campaign[id]", "7", "always"},
    {"campaign[name]", "Spring news", "always"},
};
constexpr PayloadField kUnsubscription[] = {
    {"unsubscribe[reason]", "Too many e-mails", "only when the contact gave one"},
    {"active_subscriptions[N]", "2", "one per list the contact is still active on, N from 0"},
};
constexpr PayloadField kUserAgent[] = {
    {"User-Agent", "Mozilla/5.0", "always; a field of the body"},
};
constexpr PayloadField kLink[] = {
    {"link[id]", "31", "always"},
    {"link[url]", "https://www.example.com/offer", "always"},
};
constexpr PayloadField kForward[] = {
    {"forward[count]", "2", "always"},
};
constexpr PayloadField kShare[] = {
    {"share[network]", "facebook", "always; facebook or twitter"},
    {"share[network_id]", "1", "always"},
    {"share[content]", "Look at this", "always"},
};
constexpr PayloadField kReply[] = {
    {"result", "1", "always"},
    {"message", "Thanks, please call me", "always"},
};
constexpr PayloadField kBounce[] = {
    {"bounce[type]", "hard", "always; hard or soft"},
    {"bounce[code]", "5.1.1", "always"},
    {"bounce[description]", "Mailbox does not exist", "always"},
};
constexpr PayloadField kDealNote[] = {
    {"note[id]", "1", "always"},
    {"note[text]", "Send contract", "always"},
};
constexpr PayloadField kDeal[] = {
    {"deal[id]", "1", "always"},
    {"deal[title]", "Test Deal", "always"},
    {"deal[create_date]", "2024-02-28 04:36:09", "always; local time"},
    {"deal[create_date_iso]", "2024-02-28T04:36:09-06:00", "always"},
    {"deal[orgid]", "0", "always; 0 without an organization"},
    {"deal[orgname]", "", "always; empty without an organization"},
    {"deal[stageid]", "1", "always"},
    {"deal[stage_title]", "To Contact", "always"},
    {"deal[pipelineid]", "1", "always"},
    {"deal[pipeline_title]", "Test Pipeline", "always"},
    {"deal[value]", "1,044,055.00", "always; commas between thousands, two decimals"},
    {"deal[value_raw]", "1044055", "always; currency units, not cents"},
    {"deal[currency]", "usd", "always; lower-case ISO code"},
    {"deal[currency_symbol]", "$", "always; may be an HTML entity: &euro;"},
    {"deal[owner]", "1", "always; a user's id"},
    {"deal[owner_firstname]", "Alex", "always"},
    {"deal[owner_lastname]", "Owner", "always"},
    {"deal[contactid]", "42", "always; 0 without a contact"},
    {"deal[contact_email]", "jane.doe@example.com", "always"},
    {"deal[contact_firstname]", "Jane", "always; the e-mail address of a nameless contact"},
    {"deal[contact_lastname]", "Doe", "always; empty when unset"},
    {"deal[status]", "0", "always; 0 open, 1 won, 2 lost"},
    {"deal[fields][N][id]", "1", "only where the deal has a value for the field"},
    {"deal[fields][N][key]", "Forecasted Close Date", "one per deal custom field, N from 0"},
    {"deal[fields][N][value]", "2024-02-08 00:00:00", "with its key; empty without a value"},
};
constexpr PayloadField kUpdatedFields[] = {
    {"updated_fields[N]", "value", "one per changed property, N from 0"},
};
constexpr PayloadField kTask[] = {
    {"task[id]", "6", "always"},
    {"task[type_id]", "1", "always"},
    {"task[title]", "Call back", "always; empty when unset"},
    {"task[note]", "Discuss terms", "always; empty when unset"},
    {"task[duedate]", "2024-02-28 06:38:41", "always; local time"},
    {"task[duedate_iso]", "2024-02-28T06:38:41-06:00", "always"},
    {"task[edate]", "2024-02-28 06:53:41", "always; the end, local time"},
    {"task[edate_iso]", "2024-02-28T06:53:41-06:00", "always"},
};
constexpr PayloadField kTaskDone[] = {
    {"task[donedate]", "2024-02-28 07:10:00", "always; local time"},
    {"task[donedate_iso]", "2024-02-28T07:10:00-06:00", "always"},
};
constexpr PayloadField kTaskType[] = {
    {"task[type_title]", "Call", "always"},
};
constexpr PayloadField kNewPipeline[] = {
    {"pipeline[id]", "3", "always"},
    {"pipeline[title]", "Renewals", "always"},
};
constexpr PayloadField kNewStage[] = {
    {"stage[id]", "16", "always"},
    {"stage[title]", "Initial Contact", "always"},
    {"stage[color]", "32B0FC", "always; six hex digits"},
};
constexpr PayloadField kNewTaskType[] = {
    {"tasktype[id]", "7", "always"},
    {"tasktype[title]", "Video call", "always"},
};
constexpr PayloadField kNewList[] = {
    {"list[id]", "5", "always"},
    {"list[userid]", "1", "always"},
    {"list[name]", "Newsletter", "always"},
    {"list[sender_addr1]", "1 Main St", "always"},
    {"list[sender_addr2]", "", "always"},
    {"list[sender_city]", "Chicago", "always"},
    {"list[sender_zip]", "60601", "always"},
    {"list[sender_state]", "IL", "always"},
    {"list[sender_country]", "US", "always"},
    {"list[fulladdress]", "1 Main St, Chicago, IL 60601, US", "always"},
    {"list[sender_url]", "http://www.example.com", "always"},
    {"list[sender_reminder]", "You signed up on our site.", "always"},
};
constexpr PayloadField kSmsReply[] = {
    {"sms[id]", "3", "always"},
    {"sms[reply]", "YES", "always"},
    {"sms[result]", "subscribe", "always; subscribe, forward, unsub or resub"},
};
constexpr PayloadField kSmsSent[] = {
    {"sms[id]", "3", "always"},
    {"sms[recipient]", "+13125550100", "always"},
    {"sms[successful]", "1", "always; 1 or 0"},
    {"sms[comment]", "", "always"},
};
constexpr PayloadField kSmsUnsub[] = {
    {"sms[id]", "3", "always"},
    {"sms[phone]", "+13125550100", "always"},
};
constexpr PayloadField kAutomationAction[] = {
    {"contact[id]", "42", "always"},
    {"contact[email]", "jane.doe@example.com", "always"},
    {"contact[first_name]", "Jane", "always; empty when unset"},
    {"contact[last_name]", "Doe", "always; empty when unset"},
    {"contact[phone]", "+1 312 555 0100", "always; empty when unset"},
    {"contact[orgname]", "", "always; empty when unset"},
    {"contact[customer_acct_name]", "", "always; empty without a customer account"},
    {"contact[tags]", "customer, newsletter", "always; names joined by comma and space"},
    {"contact[ip4]", "127.0.0.1", "always; ip4, where events say ip"},
    {"contact[fields][TAG]", "Blue", "one per custom field with a value, by personalization tag"},
    {"seriesid", "929", "always; the automation's id, last"},
};

constexpr auto kPublic = Source::kPublic;
constexpr auto kAdmin = Source::kAdmin;
constexpr auto kApi = Source::kApi;
constexpr auto kSystem = Source::kSystem;

struct Row {
  std::string_view name;
  std::string_view label;
  bool list_filtered;
  std::vector<Source> typical_sources;
  std::vector<Fields> blocks;
};

/// In the order of EventType.
const std::array<Row, kEventTypeCount>& rows() {
  static const std::array<Row, kEventTypeCount> rows = {{
      {"forward",
       "Campaign forwarded",
       true,
       {kPublic},
       {kEnvelope, kCampaignList, kContact, kCampaignName, kForward}},
      {"open",
       "Campaign opened",
       true,
       {kPublic},
       {kEnvelope, kCampaignList, kContact, kAccount, kCampaign, kUserAgent}},
      {"share",
       "Campaign shared",
       true,
       {kPublic},
       {kEnvelope, kCampaignList, kContact, kCampaignName, kShare}},
      {"sent",
       "Campaign starts sending",
       true,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kCampaignList, kCampaign}},
      {"subscribe",
       "Contact added",
       true,
       {kPublic, kAdmin, kApi},
       {kEnvelope, kSubscribedList, kForm, kContact}},
      {"subscriber_note",
       "Contact note added",
       false,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kNoList, kContactNote, kContact}},
      {"contact_tag_added",
       "Contact tag added",
       false,
       {kAdmin, kApi, kSystem, kPublic},
       {kEnvelope, kNoList, kContact, kTag}},
      {"contact_tag_removed",
       "Contact tag removed",
       false,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kNoList, kContact, kTag}},
      {"unsubscribe",
       "Contact unsubscription",
       true,
       {kPublic, kAdmin, kApi, kSystem},
       {kEnvelope, kUnsubscribedList, kForm, kContact, kAccount, kCampaignIfAny, kUnsubscription}},
      {"update",
       "Contact updated",
       true,
       {kAdmin, kApi, kPublic, kSystem},
       {kEnvelope, kNoList, kContact}},
      {"deal_add",
       "Deal added",
       false,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kNoList, kDealContact, kDeal}},
      {"deal_note_add",
       "Deal note added",
       false,
       {kAdmin, kApi},
       {kEnvelope, kNoList, kDealNote, kDeal}},
      {"deal_pipeline_add",
       "Deal pipeline added",
       false,
       {kAdmin, kApi},
       {kEnvelope, kNoList, kNewPipeline}},
      {"deal_stage_add",
       "Deal stage added",
       false,
       {kAdmin, kApi},
       {kEnvelope, kNoList, kNewStage}},
      {"deal_task_add",
       "Deal task added",
       false,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kNoList, kDealContact, kDeal, kTask, kTaskType}},
      {"deal_task_complete",
       "Deal task completed",
       false,
       {kAdmin, kApi},
       {kEnvelope, kNoList, kDealContact, kDeal, kTask, kTaskDone, kTaskType}},
      {"deal_tasktype_add",
       "Deal task type added",
       false,
       {kAdmin, kApi},
       {kEnvelope, kNoList, kNewTaskType}},
      {"deal_update",
       "Deal updated",
       false,
       {kAdmin, kApi, kSystem},
       {kEnvelope, kNoList, kDealContact, kDeal, kUpdatedFields}},
      {"bounce",
       "Email bounces",
       true,
       {kSystem},
       {kEnvelope, kCampaignList, kContact, kCampaignName, kBounce}},
      {"reply",
       "Email replies",
       true,
       {kPublic, kSystem},
       {kEnvelope, kCampaignList, kContact, kCampaignName, kReply}},
      {"click",
       "Link clicked",
       true,
       {kPublic},
       {kEnvelope, kCampaignList, kContact, kAccount, kCampaign, kLink}},
      {"list_add", "List added", false, {kAdmin, kApi}, {kEnvelope, kNewList}},
      {"sms_reply", "SMS reply", false, {kPublic}, {kEnvelope, kNoList, kContact, kSmsReply}},
      {"sms_sent",
       "SMS sent",
       false,
       {kSystem, kAdmin, kApi},
       {kEnvelope, kNoList, kContact, kSmsSent}},
      {"sms_unsub", "SMS unsubscribe", false, {kPublic}, {kEnvelope, kNoList, kContact, kSmsUnsub}},
  }};
  return rows;
}

const Row& row_of(EventType type) {
  return rows()[static_cast<std::size_t>(type)];
}

}  // namespace

std::string_view name_of(EventType type) {
  return row_of(type).name;
}

std::string_view label_of(EventType type) {
  return row_of(type).label;
}

bool is_list_filtered(EventType type) {
  return row_of(type).list_filtered;
}

std::optional<EventType> event_type_named(std::string_view name) {
  const auto at = std::ranges::find(rows(), name, &Row::name);
  if (at == rows().end()) return std::nullopt;
  return static_cast<EventType>(at - rows().begin());
}

std::optional<EventType> event_type_labelled(std::string_view label) {
  const auto alike = [](char a, char b) {
    const auto plain = [](char c) {
      if (c == '_') return ' ';
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    };
    return plain(a) == plain(b);
  };
  const auto at = std::ranges::find_if(
      rows(), [&](const Row& row) { return std::ranges::equal(row.label, label, alike); });
  if (at == rows().end()) return std::nullopt;
  return static_cast<EventType>(at - rows().begin());
}

std::span<const Source> typical_sources(EventType type) {
  return row_of(type).typical_sources;
}

std::vector<PayloadField> fields_of(EventType type) {
  std::vector<PayloadField> fields;
  for (const Fields block : row_of(type).blocks)
    fields.insert(fields.end(), block.begin(), block.end());
  fields.front().example = name_of(type);
  return fields;
}

std::vector<PayloadField> automation_action_fields() {
  return {std::begin(kAutomationAction), std::end(kAutomationAction)};
}

}  // namespace hookline
