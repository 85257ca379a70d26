#include "emitter/serving/calls/account/account_entries.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/serving/public/campaign_text.h"

#include <array>
#include <optional>
#include <string>

namespace hookline {
namespace {

constexpr std::int64_t kMicroseconds = 1'000'000;

void write_moment(JsonObjectWriter& object, std::string_view name,
                  const std::optional<std::int64_t>& time_s) {
  hookline::write_moment(object, name, time_s.value_or(0));
}

void write_message(JsonObjectWriter& object, const Campaign& campaign) {
  const std::string text = message_of(campaign);
  JsonObjectWriter message = object.object("message");
  message.number("id", campaign.message_id);
  message.text("subject", campaign.message_subject);
  message.text("text", text);
  message.texts("links", links_in(text));
  message.end();
}

/// Of its lists' contacts the one that has been there longest; 0 where nobody is on them.
std::uint64_t first_recipient(const Campaign& campaign, const AccountTally& tally) {
  for (const std::uint64_t list : campaign.lists)
    if (const auto& contacts = tally.on_list(list); !contacts.empty()) return *contacts.begin();
  return 0;
}

void write_person(JsonObjectWriter& object, std::string_view name, const Contact* contact) {
  if (contact == nullptr) return object.null(name);
  JsonObjectWriter person = object.object(name);
  person.number("id", contact->id);
  person.text("email", contact->email);
  const bool has_both = !contact->first_name.empty() && !contact->last_name.empty();
  person.text("name", contact->first_name + (has_both ? " " : "") + contact->last_name);
  person.end();
}

}  // namespace

void write_moment(JsonObjectWriter& object, std::string_view name, std::int64_t time_s) {
  object.text_or_null(name, time_s == 0 ? "" : timestamp_text(time_s * kMicroseconds));
}

void write_campaign(JsonObjectWriter& object, const Campaign& campaign, const Platform::View& view,
                    const PublicLinks& links) {
  object.number("id", campaign.id);
  object.text("name", campaign.name);
  object.text("state", state_of(campaign));
  object.text("type", campaign.type);
  object.number("recipients", campaign.recipients);
  object.numbers("lists", campaign.lists);
  write_message(object, campaign);
  write_moment(object, "created", campaign.created_s);
  const std::uint64_t reader = first_recipient(campaign, view.tally);
  object.text_or_null("preview", reader == 0 ? "" : links.campaign({reader, campaign.id}));
}

void write_deal(JsonObjectWriter& object, const Deal& deal, const AccountState& account) {
  object.number("id", deal.id);
  object.text("title", deal.title);
  object.raw("value", plain(deal.value));
  object.text("currency", deal.currency);
  object.text("status", name_of(deal.status));
  object.number("pipeline", deal.pipeline);
  object.number("stage", deal.stage);
  object.number("owner", deal.owner);
  write_person(object, "contact", account.contacts.find(deal.contact).get());
}

void write_task(JsonObjectWriter& object, const Task& task) {
  object.number("id", task.id);
  object.number("deal", task.deal);
  object.number("type", task.type);
  object.text("title", task.title);
  object.text("note", task.note);
  write_moment(object, "due", task.due_s);
  write_moment(object, "done", task.done_s);
}

void write_contact_entry(JsonObjectWriter& object, const Contact& contact) {
  object.number("id", contact.id);
  object.text("email", contact.email);
  object.text("first_name", contact.first_name);
  object.text("last_name", contact.last_name);
  object.texts("tags", contact.tags);
  object.numbers("lists", contact.lists);
}

}  // namespace hookline
