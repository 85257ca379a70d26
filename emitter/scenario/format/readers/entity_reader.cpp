#include "emitter/scenario/format/readers/entity_reader.h"

#include "emitter/platform/entities/deals/money.h"
#include "emitter/platform/entities/times/moment.h"
#include "emitter/platform/entities/times/time_zone.h"

#include <array>
#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 3> kStatusNames = {"open", "won", "lost"};

void read_text(JsonObject& object, std::string_view key, std::optional<std::string>& into) {
  if (const auto value = object.find(key)) into = value->text_or_number();
}

void read_text(JsonObject& object, std::string_view key, std::string& into) {
  if (const auto value = object.find(key)) into = value->text_or_number();
}

void read_id(JsonObject& object, std::string_view key, std::optional<std::uint64_t>& into) {
  if (const auto value = object.find(key)) into = value->id();
}

void read_count(JsonObject& object, std::string_view key, std::optional<std::uint64_t>& into) {
  if (const auto value = object.find(key)) into = static_cast<std::uint64_t>(value->integer(0));
}

/// An e-mail address, name or title: any text that isn't empty.
void read_name(JsonObject& object, std::string_view key, std::optional<std::string>& into) {
  if (const auto value = object.find(key)) into = value->name();
}

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
  JsonObject object = value.object();
  for (const auto& [key, item] : object.members()) {
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

/// Keys: id, name. Both may be missing.
template <class Named>
Named read_named(const JsonValue& value) {
  Named named;
  JsonObject object = value.object();
  if (const auto id = object.find("id")) named.id = static_cast<std::uint64_t>(id->integer(0));
  read_text(object, "name", named.name);
  object.finish();
  return named;
}

DealStatus read_status(const JsonValue& value) {
  if (value.is_integer()) return static_cast<DealStatus>(value.integer(0, 2));
  for (std::size_t i = 0; i < kStatusNames.size(); ++i)
    if (value.text() == kStatusNames[i]) return static_cast<DealStatus>(i);
  value.fail_unknown("deal status", kStatusNames);
}

Money read_money(const JsonValue& value) {
  if (const auto money = money_from(value.text_or_number())) return *money;
  value.fail("expected an amount with at most two decimals, such as 1044055.5");
}

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
  if (const auto source = source_named(value.text())) return *source;
  std::array<std::string_view, kSources.size()> known;
  for (std::size_t i = 0; i < known.size(); ++i) known[i] = name_of(kSources[i]);
  value.fail_unknown("source", known);
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
  ContactChange change;
  JsonObject object = value.object();
  read_id(object, "id", change.id);
  read_name(object, "email", change.email);
  read_text(object, "first_name", change.first_name);
  read_text(object, "last_name", change.last_name);
  read_text(object, "phone", change.phone);
  read_text(object, "ip", change.ip);
  if (const auto tags = object.find("tags")) change.tags = read_texts(*tags);
  if (const auto lists = object.find("lists")) change.lists = read_ids(*lists);
  read_text(object, "organization", change.organization);
  if (const auto account = object.find("customer_account"))
    change.customer_account = read_named<CustomerAccount>(*account);
  if (const auto fields = object.find("fields")) change.fields = read_fields(*fields);
  object.finish();
  return change;
}

CampaignChange read_campaign_change(const JsonValue& value) {
  CampaignChange change;
  JsonObject object = value.object();
  read_id(object, "id", change.id);
  read_name(object, "name", change.name);
  read_text(object, "status", change.status);
  read_text(object, "type", change.type);
  read_count(object, "recipients", change.recipients);
  if (const auto message = object.find("message")) {
    JsonObject parts = message->object();
    read_id(parts, "id", change.message_id);
    read_text(parts, "subject", change.message_subject);
    parts.finish();
  }
  read_text(object, "webcopy_url", change.webcopy_url);
  if (const auto lists = object.find("lists")) change.lists = read_ids(*lists);
  object.finish();
  return change;
}

DealChange read_deal_change(const JsonValue& value) {
  DealChange change;
  JsonObject object = value.object();
  read_id(object, "id", change.id);
  read_name(object, "title", change.title);
  if (const auto amount = object.find("value")) change.value = read_money(*amount);
  if (const auto currency = object.find("currency")) change.currency = read_currency(*currency);
  if (const auto status = object.find("status")) change.status = read_status(*status);
  read_id(object, "pipeline", change.pipeline);
  read_id(object, "stage", change.stage);
  read_id(object, "owner", change.owner);
  read_id(object, "contact", change.contact);
  if (const auto organization = object.find("organization"))
    change.organization = read_named<Organization>(*organization);
  if (const auto created = object.find("created")) change.created_s = read_time(*created);
  if (const auto fields = object.find("fields")) change.fields = read_fields(*fields);
  object.finish();
  return change;
}

TaskChange read_task_change(const JsonValue& value) {
  TaskChange change;
  JsonObject object = value.object();
  read_id(object, "id", change.id);
  read_id(object, "deal", change.deal);
  read_id(object, "type", change.type);
  read_text(object, "title", change.title);
  read_text(object, "note", change.note);
  if (const auto due = object.find("due")) change.due_s = read_time(*due);
  if (const auto end = object.find("end")) change.end_s = read_time(*end);
  if (const auto done = object.find("done")) change.done_s = read_time(*done);
  object.finish();
  return change;
}

List read_list(const JsonValue& value) {
  List list;
  JsonObject object = value.object();
  if (const auto id = object.find("id")) list.id = id->id();
  if (const auto name = object.find("name")) list.name = name->name();
  if (const auto user = object.find("user")) list.user_id = user->id();
  read_text(object, "sender_addr1", list.sender_addr1);
  read_text(object, "sender_addr2", list.sender_addr2);
  read_text(object, "sender_city", list.sender_city);
  read_text(object, "sender_zip", list.sender_zip);
  read_text(object, "sender_state", list.sender_state);
  read_text(object, "sender_country", list.sender_country);
  read_text(object, "sender_url", list.sender_url);
  read_text(object, "sender_reminder", list.sender_reminder);
  object.finish();
  return list;
}

void fail_at(const JsonValue& value, const OperationError& error) {
  JsonValue at = value;
  std::string_view path = error.path();
  while (!path.empty()) {
    const auto part = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (at.is_object()) {
      JsonObject object = at.object();
      const auto next = object.find(part);
      if (!next) break;
      at = *next;
    } else if (at.is_array()) {
      std::size_t index = 0;
      std::from_chars(part.data(), part.data() + part.size(), index);
      at = at.items().at(index);
    } else {
      break;
    }
  }
  at.fail(error.what());
}

}  // namespace hookline
