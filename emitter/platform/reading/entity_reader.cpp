#include "emitter/platform/reading/entity_reader.h"

#include "catcher/base/json/json_members.h"
#include "catcher/base/text/ascii.h"
#include "emitter/platform/entities/deals/money.h"
#include "emitter/platform/entities/times/moment.h"
#include "emitter/platform/entities/times/time_zone.h"
#include "emitter/platform/reading/long_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A custom field's value: several make "||A||B||".
std::string read_field_value(const JsonValue& value) {
  if (!value.is_array()) return value.text_or_number();
  std::string joined = "||";
  for (const JsonValue& item : value.items()) joined += item.text_or_number() + "||";
  return joined;
}

/// {"1": "Blue"}
std::vector<std::pair<std::uint64_t, std::string>> read_fields(const JsonValue& value) {
  std::vector<std::pair<std::uint64_t, std::string>> fields;
  for (const auto& [key, item] : value.object().members()) {
    std::uint64_t id = 0;
    const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), id);
    if (error != std::errc() || end != key.data() + key.size() || id == 0)
      item.fail(
          fmt::format("custom fields are given by id, as in {{\"1\": \"Blue\"}}; \"{}\" is no "
                      "id",
                      key));
    fields.emplace_back(id, read_field_value(item));
  }
  return fields;
}

template <class Named>
Named read_named(const JsonValue& value) {
  static constexpr JsonMember<Named> kMembers[] = {
      {"id", read_into<&Named::id, &JsonValue::count>},
      {"name", read_into<&Named::name, &JsonValue::text_or_number>},
  };
  return read_new<Named>(value, kMembers);
}

DealStatus read_deal_status(const JsonValue& value) {
  if (value.is_integer()) return static_cast<DealStatus>(value.integer(0, 2));
  return static_cast<DealStatus>(value.one_of("deal status", kDealStatuses));
}

Money read_money(const JsonValue& value) {
  if (const auto money = money_from(value.text_or_number())) return *money;
  value.fail("expected an amount with at most two decimals, such as 1044055.5");
}

constexpr JsonMember<ContactChange> kContactMembers[] = {
    {"id", read_into<&ContactChange::id, &JsonValue::id>},
    {"email", read_into<&ContactChange::email, &JsonValue::name>},
    {"first_name", read_into<&ContactChange::first_name, &JsonValue::text_or_number>},
    {"last_name", read_into<&ContactChange::last_name, &JsonValue::text_or_number>},
    {"phone", read_into<&ContactChange::phone, &JsonValue::text_or_number>},
    {"ip", read_into<&ContactChange::ip, &JsonValue::text_or_number>},
    {"tags", read_into<&ContactChange::tags, read_texts>},
    {"lists", read_into<&ContactChange::lists, read_ids>},
    {"organization", read_into<&ContactChange::organization, &JsonValue::text_or_number>},
    {"customer_account", read_into<&ContactChange::customer_account, read_named<CustomerAccount>>},
    {"fields", read_into<&ContactChange::fields, read_fields>},
};

constexpr JsonMember<CampaignChange> kMessageMembers[] = {
    {"id", read_into<&CampaignChange::message_id, &JsonValue::id>},
    {"subject", read_into<&CampaignChange::message_subject, &JsonValue::text_or_number>},
    {"text", read_into<&CampaignChange::message_text, read_long_text>},
};

constexpr JsonMember<CampaignChange> kCampaignMembers[] = {
    {"id", read_into<&CampaignChange::id, &JsonValue::id>},
    {"name", read_into<&CampaignChange::name, &JsonValue::name>},
    {"status", read_into<&CampaignChange::status, &JsonValue::text_or_number>},
    {"type", read_into<&CampaignChange::type, &JsonValue::text_or_number>},
    {"recipients", read_into<&CampaignChange::recipients, &JsonValue::count>},
    {"message", [](const JsonValue& value,
                   CampaignChange& change) { read_members(value, change, kMessageMembers); }},
    {"webcopy_url", read_into<&CampaignChange::webcopy_url, &JsonValue::text_or_number>},
    {"lists", read_into<&CampaignChange::lists, read_ids>},
};

constexpr JsonMember<DealChange> kDealMembers[] = {
    {"id", read_into<&DealChange::id, &JsonValue::id>},
    {"title", read_into<&DealChange::title, &JsonValue::name>},
    {"value", read_into<&DealChange::value, read_money>},
    {"currency", read_into<&DealChange::currency, read_currency>},
    {"status", read_into<&DealChange::status, read_deal_status>},
    {"pipeline", read_into<&DealChange::pipeline, &JsonValue::id>},
    {"stage", read_into<&DealChange::stage, &JsonValue::id>},
    {"owner", read_into<&DealChange::owner, &JsonValue::id>},
    {"contact", read_into<&DealChange::contact, &JsonValue::id>},
    {"organization", read_into<&DealChange::organization, read_named<Organization>>},
    {"created", read_into<&DealChange::created_s, read_time>},
    {"fields", read_into<&DealChange::fields, read_fields>},
};

constexpr JsonMember<TaskChange> kTaskMembers[] = {
    {"id", read_into<&TaskChange::id, &JsonValue::id>},
    {"deal", read_into<&TaskChange::deal, &JsonValue::id>},
    {"type", read_into<&TaskChange::type, &JsonValue::id>},
    {"title", read_into<&TaskChange::title, &JsonValue::text_or_number>},
    {"note", read_into<&TaskChange::note, &JsonValue::text_or_number>},
    {"due", read_into<&TaskChange::due_s, read_time>},
    {"end", read_into<&TaskChange::end_s, read_time>},
    {"done", read_into<&TaskChange::done_s, read_time>},
};

constexpr JsonMember<List> kListMembers[] = {
    {"id", read_into<&List::id, &JsonValue::id>},
    {"name", read_into<&List::name, &JsonValue::name>},
    {"user", read_into<&List::user_id, &JsonValue::id>},
    {"sender_addr1", read_into<&List::sender_addr1, &JsonValue::text_or_number>},
    {"sender_addr2", read_into<&List::sender_addr2, &JsonValue::text_or_number>},
    {"sender_city", read_into<&List::sender_city, &JsonValue::text_or_number>},
    {"sender_zip", read_into<&List::sender_zip, &JsonValue::text_or_number>},
    {"sender_state", read_into<&List::sender_state, &JsonValue::text_or_number>},
    {"sender_country", read_into<&List::sender_country, &JsonValue::text_or_number>},
    {"sender_url", read_into<&List::sender_url, &JsonValue::text_or_number>},
    {"sender_reminder", read_into<&List::sender_reminder, &JsonValue::text_or_number>},
};

constexpr JsonMember<ContactField> kContactFieldMembers[] = {
    {"id", read_into<&ContactField::id, &JsonValue::id>},
    {"title", read_into<&ContactField::title, &JsonValue::name>},
    {"tag", read_into<&ContactField::tag, &JsonValue::text>},
};

}  // namespace

std::int64_t read_time(const JsonValue& value) {
  if (const auto time = time_from(value.text())) return *time;
  if (const auto problem = problem_with_moment(value.text()); !problem.empty()) value.fail(problem);
  if (const auto missing = missing_in_moment(value.text()); !missing.empty()) value.fail(missing);
  value.fail("expected a time with its offset, such as \"2024-02-28T04:45:41-06:00\"");
}

EventType read_event_type(const JsonValue& value) {
  const std::string& text = value.text();
  if (const auto type = event_type_named(text)) return *type;
  if (const auto type = event_type_labelled(text)) {
    value.fail(
        fmt::format("\"{}\" is no event; the one with that label is \"{}\"", text, name_of(*type)));
  }
  std::array<std::string_view, kEventTypeCount> known;
  for (const EventType type : all_event_types()) {
    known[static_cast<std::size_t>(type)] = name_of(type);
  }
  value.fail_unknown("event", known);
}

Source read_source(const JsonValue& value) {
  std::array<std::string_view, kSources.size()> names;
  for (std::size_t i = 0; i < names.size(); ++i) names[i] = name_of(kSources[i]);
  return kSources[value.one_of("source", names)];
}

std::vector<std::uint64_t> read_ids(const JsonValue& value) {
  std::vector<std::uint64_t> ids;
  for (const JsonValue& item : value.items()) ids.push_back(item.id());
  return ids;
}

std::string read_currency(const JsonValue& value) {
  if (auto code = currency_code(value.text())) return *code;
  value.fail(fmt::format("\"{}\" is no currency; give its three letters, such as usd or eur",
                         value.text()));
}

std::vector<std::string> read_texts(const JsonValue& value) {
  std::vector<std::string> texts;
  for (const JsonValue& item : value.items()) texts.push_back(item.text());
  return texts;
}

ContactChange read_contact_change(const JsonValue& value) {
  return read_new<ContactChange>(value, kContactMembers);
}

CampaignChange read_campaign_change(const JsonValue& value) {
  return read_new<CampaignChange>(value, kCampaignMembers);
}

DealChange read_deal_change(const JsonValue& value) {
  return read_new<DealChange>(value, kDealMembers);
}

TaskChange read_task_change(const JsonValue& value) {
  return read_new<TaskChange>(value, kTaskMembers);
}

List read_list(const JsonValue& value) {
  return read_new<List>(value, kListMembers);
}

void read_list_members(const JsonValue& value, List& list) {
  read_members(value, list, kListMembers);
}

void read_contact_field_members(const JsonValue& value, ContactField& field) {
  read_members(value, field, kContactFieldMembers);
}

std::string tag_from(std::string_view title) {
  std::string tag = lowered(title);
  std::ranges::replace_if(
      tag, [](char c) { return !is_letter(c) && !is_digit(c) && c != '-'; }, '_');
  return tag;
}

void fail_at(const JsonValue& value, const OperationError& error) {
  value.nearest(error.path()).fail(error.what());
}

}  // namespace hookline
