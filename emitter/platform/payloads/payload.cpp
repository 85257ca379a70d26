#include "emitter/platform/payloads/payload.h"

#include "emitter/platform/payloads/payload_writer.h"

#include <optional>
#include <utility>
#include <variant>

namespace hookline {
namespace {

constexpr std::size_t kShortBodyBytes = 1024;
constexpr std::size_t kDealBodyBytes = 2560;

/// The event's own details, or their defaults where an event made by hand has none.
template <class Details>
const Details& details_of(const Event& event) {
  static const Details kNone;
  const auto* details = std::get_if<Details>(&event.details);
  return details ? *details : kNone;
}

std::string_view text_of(DealStatus status) {
  switch (status) {
    case DealStatus::kOpen:
      return "0";
    case DealStatus::kWon:
      return "1";
    case DealStatus::kLost:
      return "2";
  }
  return "";
}

template <class Writer>
void write_list(Writer& to, const Event& event) {
  if (!event.list_as_array || event.lists.empty()) {
    const bool none = event.lists.empty() || event.list_as_zero;
    to.template field<"list">(none ? 0 : event.lists.front().id);
    return;
  }
  for (std::size_t i = 0; i < event.lists.size(); ++i) {
    const NumberText n(i);
    to.template keyed_field<"list[", "][id]">(n, NumberText(event.lists[i].id));
    to.template keyed_field<"list[", "][name]">(n, event.lists[i].name);
  }
}

template <class Writer>
void write_envelope(Writer& to, const Event& event) {
  to.template field<"type">(name_of(event.type));
  const auto offset_s = event.account ? event.account->time_zone.offset_s(event.time_s) : 0;
  to.template field<"date_time">(iso_time(event.time_s, offset_s));
  to.template field<"initiated_from">(name_of(event.source));
  to.template field<"initiated_by">(name_of(event.initiated_by.value_or(event.source)));
  if (event.type != EventType::kListAdd) write_list(to, event);
}

template <class Writer>
void write_form(Writer& to, const std::optional<std::uint64_t>& form_id) {
  if (form_id) to.template field<"form[id]">(*form_id);
}

template <class Writer>
void write_contact(Writer& to, const Contact* contact) {
  if (!contact) return;
  to.template field<"contact[id]">(contact->id);
  to.template field<"contact[email]">(contact->email);
  to.template field<"contact[first_name]">(contact->first_name);
  to.template field<"contact[last_name]">(contact->last_name);
  to.template field<"contact[phone]">(contact->phone);
  to.template field<"contact[ip]">(contact->ip);
  to.template joined_field<"contact[tags]">(contact->tags, ", ");
  for (const ContactFieldValue& field : contact->fields)
    to.template keyed_field<"contact[fields][", "]">(NumberText(field.id), field.value);
  to.template field<"contact[customer_acct_name]">(contact->customer_account.name);
  to.template field<"contact[orgname]">(contact->organization);
  to.template field<"customer_acct_name">(contact->customer_account.name);
  to.template field<"customer_acct_id">(contact->customer_account.id);
  to.template field<"orgname">(contact->organization);
}

template <class Writer>
void write_account_id(Writer& to, const Event& event) {
  if (event.account) to.template field<"account_id">(event.account->id);
}

template <class Writer>
void write_campaign_name(Writer& to, const Campaign* campaign) {
  if (!campaign) return;
  to.template field<"campaign[id]">(campaign->id);
  to.template field<"campaign[name]">(campaign->name);
}

template <class Writer>
void write_campaign(Writer& to, const Campaign* campaign) {
  if (!campaign) return;
  write_campaign_name(to, campaign);
  to.template field<"campaign[status]">(campaign->status);
  to.template field<"campaign[type]">(campaign->type);
  to.template field<"campaign[recipients]">(campaign->recipients);
  to.template field<"campaign[message][id]">(campaign->message_id);
  to.template field<"campaign[message][subject]">(campaign->message_subject);
  to.template field<"campaign[webcopy_url]">(campaign->webcopy_url);
}

template <class Writer>
void write_deal_owner(Writer& to, const User* owner) {
  to.template field<"deal[owner]">(owner ? owner->id : 0);
  to.template field<"deal[owner_firstname]">(owner ? std::string_view(owner->first_name) : "");
  to.template field<"deal[owner_lastname]">(owner ? std::string_view(owner->last_name) : "");
}

template <class Writer>
void write_deal_contact(Writer& to, const Contact* contact) {
  static const Contact kNone;
  const Contact& shown = contact ? *contact : kNone;
  const bool nameless = shown.first_name.empty() && shown.last_name.empty();
  to.template field<"deal[contactid]">(shown.id);
  to.template field<"deal[contact_email]">(shown.email);
  to.template field<"deal[contact_firstname]">(nameless ? shown.email : shown.first_name);
  to.template field<"deal[contact_lastname]">(shown.last_name);
}

template <class Writer>
void write_deal_fields(Writer& to, const Deal& deal) {
  for (std::size_t i = 0; i < deal.fields.size(); ++i) {
    const DealFieldValue& field = deal.fields[i];
    const NumberText n(i);
    if (field.stored) to.template keyed_field<"deal[fields][", "][id]">(n, NumberText(field.id));
    to.template keyed_field<"deal[fields][", "][key]">(n, field.title);
    to.template keyed_field<"deal[fields][", "][value]">(n, field.value);
  }
}

/// One moment as two fields, local time without and with the offset.
template <FieldName kLocal, FieldName kIso, class Writer>
void write_moment(Writer& to, const Event& event, std::int64_t time_s) {
  const auto offset_s = event.account ? event.account->time_zone.offset_s(time_s) : 0;
  to.template field<kLocal>(local_time(time_s, offset_s));
  to.template field<kIso>(iso_time(time_s, offset_s));
}

template <class Writer>
void write_deal(Writer& to, const Event& event) {
  if (!event.deal) return;
  const Deal& deal = *event.deal;
  to.template field<"deal[id]">(deal.id);
  to.template field<"deal[title]">(deal.title);
  write_moment<"deal[create_date]", "deal[create_date_iso]">(to, event,
                                                             deal.created_s.value_or(event.time_s));
  to.template field<"deal[orgid]">(deal.organization.id);
  to.template field<"deal[orgname]">(deal.organization.name);
  to.template field<"deal[stageid]">(deal.stage ? deal.stage->id : 0);
  to.template field<"deal[stage_title]">(deal.stage ? std::string_view(deal.stage->title) : "");
  to.template field<"deal[pipelineid]">(deal.pipeline ? deal.pipeline->id : 0);
  to.template field<"deal[pipeline_title]">(deal.pipeline ? std::string_view(deal.pipeline->title)
                                                          : "");
  to.template field<"deal[value]">(grouped(deal.value));
  to.template field<"deal[value_raw]">(plain(deal.value));
  to.template field<"deal[currency]">(deal.currency);
  to.template field<"deal[currency_symbol]">(currency_symbol(deal.currency));
  write_deal_owner(to, deal.owner.get());
  write_deal_contact(to, deal.contact.get());
  to.template field<"deal[status]">(text_of(deal.status));
  write_deal_fields(to, deal);
}

template <class Writer>
void write_task(Writer& to, const Event& event) {
  const auto& task = details_of<std::shared_ptr<const Task>>(event);
  if (!task) return;
  to.template field<"task[id]">(task->id);
  to.template field<"task[type_id]">(task->type ? task->type->id : 0);
  to.template field<"task[title]">(task->title);
  to.template field<"task[note]">(task->note);
  write_moment<"task[duedate]", "task[duedate_iso]">(to, event, task->due_s.value_or(event.time_s));
  write_moment<"task[edate]", "task[edate_iso]">(to, event, task->end_s.value_or(event.time_s));
  if (event.type == EventType::kDealTaskComplete)
    write_moment<"task[donedate]", "task[donedate_iso]">(to, event,
                                                         task->done_s.value_or(event.time_s));
  to.template field<"task[type_title]">(task->type ? std::string_view(task->type->title) : "");
}

template <class Writer>
void write_unsubscription(Writer& to, const UnsubscribeDetails& details) {
  if (details.reason) to.template field<"unsubscribe[reason]">(*details.reason);
  for (std::size_t i = 0; i < details.active_subscriptions.size(); ++i)
    to.template keyed_field<"active_subscriptions[", "]">(
        NumberText(i), NumberText(details.active_subscriptions[i]));
}

template <class Writer>
void write_updated_fields(Writer& to, const DealUpdateDetails& details) {
  for (std::size_t i = 0; i < details.updated_fields.size(); ++i)
    to.template keyed_field<"updated_fields[", "]">(NumberText(i), details.updated_fields[i]);
}

template <class Writer>
void write_new_list(Writer& to, const Event& event) {
  const auto& list = details_of<std::shared_ptr<const List>>(event);
  if (!list) return;
  to.template field<"list[id]">(list->id);
  to.template field<"list[userid]">(list->user_id);
  to.template field<"list[name]">(list->name);
  to.template field<"list[sender_addr1]">(list->sender_addr1);
  to.template field<"list[sender_addr2]">(list->sender_addr2);
  to.template field<"list[sender_city]">(list->sender_city);
  to.template field<"list[sender_zip]">(list->sender_zip);
  to.template field<"list[sender_state]">(list->sender_state);
  to.template field<"list[sender_country]">(list->sender_country);
  to.template field<"list[fulladdress]">(full_address(*list));
  to.template field<"list[sender_url]">(list->sender_url);
  to.template field<"list[sender_reminder]">(list->sender_reminder);
}

// One function per kind of event, the blocks in wire order.

template <class Writer>
void write_new_pipeline(Writer& to, const Event& event) {
  const auto& pipeline = details_of<std::shared_ptr<const Pipeline>>(event);
  if (!pipeline) return;
  to.template field<"pipeline[id]">(pipeline->id);
  to.template field<"pipeline[title]">(pipeline->title);
}

template <class Writer>
void write_new_stage(Writer& to, const Event& event) {
  const auto& stage = details_of<std::shared_ptr<const Stage>>(event);
  if (!stage) return;
  to.template field<"stage[id]">(stage->id);
  to.template field<"stage[title]">(stage->title);
  to.template field<"stage[color]">(stage->color);
}

template <class Writer>
void write_new_task_type(Writer& to, const Event& event) {
  const auto& type = details_of<std::shared_ptr<const TaskType>>(event);
  if (!type) return;
  to.template field<"tasktype[id]">(type->id);
  to.template field<"tasktype[title]">(type->title);
}

template <class Writer>
void write_click(Writer& to, const Event& event) {
  const auto& details = details_of<ClickDetails>(event);
  write_contact(to, event.contact.get());
  write_account_id(to, event);
  write_campaign(to, event.campaign.get());
  to.template field<"link[id]">(details.link_id);
  to.template field<"link[url]">(details.url);
}

template <class Writer>
void write_share(Writer& to, const Event& event) {
  const auto& details = details_of<ShareDetails>(event);
  write_contact(to, event.contact.get());
  write_campaign_name(to, event.campaign.get());
  to.template field<"share[network]">(details.network);
  to.template field<"share[network_id]">(details.network_id);
  to.template field<"share[content]">(details.content);
}

template <class Writer>
void write_reply(Writer& to, const Event& event) {
  const auto& details = details_of<ReplyDetails>(event);
  write_contact(to, event.contact.get());
  write_campaign_name(to, event.campaign.get());
  to.template field<"result">(details.result);
  to.template field<"message">(details.message);
}

template <class Writer>
void write_bounce(Writer& to, const Event& event) {
  const auto& details = details_of<BounceDetails>(event);
  write_contact(to, event.contact.get());
  write_campaign_name(to, event.campaign.get());
  to.template field<"bounce[type]">(details.type);
  to.template field<"bounce[code]">(details.code);
  to.template field<"bounce[description]">(details.description);
}

template <class Writer>
void write_deal_note(Writer& to, const Event& event) {
  const auto& details = details_of<DealNoteDetails>(event);
  to.template field<"note[id]">(details.note_id);
  to.template field<"note[text]">(details.text);
  write_deal(to, event);
}

template <class Writer>
void write_sms_sent(Writer& to, const Event& event) {
  const auto& details = details_of<SmsSentDetails>(event);
  write_contact(to, event.contact.get());
  to.template field<"sms[id]">(details.sms_id);
  to.template field<"sms[recipient]">(details.recipient);
  to.template field<"sms[successful]">(details.successful);
  to.template field<"sms[comment]">(details.comment);
}

template <class Writer>
void write_sms_reply(Writer& to, const Event& event) {
  const auto& details = details_of<SmsReplyDetails>(event);
  write_contact(to, event.contact.get());
  to.template field<"sms[id]">(details.sms_id);
  to.template field<"sms[reply]">(details.reply);
  to.template field<"sms[result]">(details.result);
}

template <class Writer>
void write_sms_unsub(Writer& to, const Event& event) {
  const auto& details = details_of<SmsUnsubDetails>(event);
  write_contact(to, event.contact.get());
  to.template field<"sms[id]">(details.sms_id);
  to.template field<"sms[phone]">(details.phone);
}

template <class Writer>
void write_open(Writer& to, const Event& event) {
  write_contact(to, event.contact.get());
  write_account_id(to, event);
  write_campaign(to, event.campaign.get());
  to.template field<"User-Agent">(details_of<OpenDetails>(event).user_agent);
}

template <class Writer>
void write_forward(Writer& to, const Event& event) {
  write_contact(to, event.contact.get());
  write_campaign_name(to, event.campaign.get());
  to.template field<"forward[count]">(details_of<ForwardDetails>(event).count);
}

template <class Writer>
void write_subscribe(Writer& to, const Event& event) {
  write_form(to, details_of<SubscribeDetails>(event).form_id);
  write_contact(to, event.contact.get());
}

template <class Writer>
void write_unsubscribe(Writer& to, const Event& event) {
  const auto& details = details_of<UnsubscribeDetails>(event);
  write_form(to, details.form_id);
  write_contact(to, event.contact.get());
  write_account_id(to, event);
  write_campaign(to, event.campaign.get());
  write_unsubscription(to, details);
}

template <class Writer>
void write_contact_note(Writer& to, const Event& event) {
  to.template field<"note">(details_of<ContactNoteDetails>(event).note);
  write_contact(to, event.contact.get());
}

template <class Writer>
void write_tag(Writer& to, const Event& event) {
  write_contact(to, event.contact.get());
  to.template field<"tag">(details_of<TagDetails>(event).tag);
}

template <class Writer>
void write_deal_event(Writer& to, const Event& event) {
  write_contact(to, event.contact.get());
  write_deal(to, event);
}

template <class Writer>
void write_deal_update(Writer& to, const Event& event) {
  write_deal_event(to, event);
  write_updated_fields(to, details_of<DealUpdateDetails>(event));
}

template <class Writer>
void write_deal_task(Writer& to, const Event& event) {
  write_deal_event(to, event);
  write_task(to, event);
}

template <class Writer>
void write_body(Writer& to, const Event& event) {
  switch (event.type) {
    case EventType::kForward:
      return write_forward(to, event);
    case EventType::kOpen:
      return write_open(to, event);
    case EventType::kShare:
      return write_share(to, event);
    case EventType::kSent:
      return write_campaign(to, event.campaign.get());
    case EventType::kSubscribe:
      return write_subscribe(to, event);
    case EventType::kSubscriberNote:
      return write_contact_note(to, event);
    case EventType::kContactTagAdded:
      return write_tag(to, event);
    case EventType::kContactTagRemoved:
      return write_tag(to, event);
    case EventType::kUnsubscribe:
      return write_unsubscribe(to, event);
    case EventType::kUpdate:
      return write_contact(to, event.contact.get());
    case EventType::kDealAdd:
      return write_deal_event(to, event);
    case EventType::kDealNoteAdd:
      return write_deal_note(to, event);
    case EventType::kDealPipelineAdd:
      return write_new_pipeline(to, event);
    case EventType::kDealStageAdd:
      return write_new_stage(to, event);
    case EventType::kDealTaskAdd:
      return write_deal_task(to, event);
    case EventType::kDealTaskComplete:
      return write_deal_task(to, event);
    case EventType::kDealTasktypeAdd:
      return write_new_task_type(to, event);
    case EventType::kDealUpdate:
      return write_deal_update(to, event);
    case EventType::kBounce:
      return write_bounce(to, event);
    case EventType::kReply:
      return write_reply(to, event);
    case EventType::kClick:
      return write_click(to, event);
    case EventType::kListAdd:
      return write_new_list(to, event);
    case EventType::kSmsReply:
      return write_sms_reply(to, event);
    case EventType::kSmsSent:
      return write_sms_sent(to, event);
    case EventType::kSmsUnsub:
      return write_sms_unsub(to, event);
  }
}

/// The automation action's body: no envelope, ip4 for ip, custom fields by tag and only those with
/// a value.
template <class Writer>
void write_automation_action(Writer& to, const Event& event) {
  if (const Contact* contact = event.contact.get()) {
    to.template field<"contact[id]">(contact->id);
    to.template field<"contact[email]">(contact->email);
    to.template field<"contact[first_name]">(contact->first_name);
    to.template field<"contact[last_name]">(contact->last_name);
    to.template field<"contact[phone]">(contact->phone);
    to.template field<"contact[orgname]">(contact->organization);
    to.template field<"contact[customer_acct_name]">(contact->customer_account.name);
    to.template joined_field<"contact[tags]">(contact->tags, ", ");
    to.template field<"contact[ip4]">(contact->ip);
    for (const ContactFieldValue& field : contact->fields)
      if (!field.value.empty())
        to.template keyed_field<"contact[fields][", "]">(field.tag, field.value);
  }
  to.template field<"seriesid">(*event.automation_id);
}

template <class Sink>
void write_payload(Sink sink, const Event& event) {
  PayloadWriter<Sink> to(sink, event.set);
  if (event.automation_id) {
    write_automation_action(to, event);
  } else {
    write_envelope(to, event);
    write_body(to, event);
  }
  to.finish();
}

}  // namespace

FormFields payload_fields(const Event& event) {
  FormFields fields;
  write_payload(FieldsSink(fields), event);
  return fields;
}

Payload render_payload(const Event& event) {
  std::string body;
  body.reserve(event.deal ? kDealBodyBytes : kShortBodyBytes);
  write_payload(EncodedSink(body), event);
  return std::make_shared<const std::string>(std::move(body));
}

}  // namespace hookline
