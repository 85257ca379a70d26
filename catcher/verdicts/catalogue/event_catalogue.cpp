#include "catcher/verdicts/catalogue/event_catalogue.h"

#include "catcher/base/json/json_members.h"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using enum JsonNeed;

constexpr std::size_t kUnknownMax = 200;

struct CatalogueField {
  std::string name;
  bool is_always_there = false;
};

constexpr JsonMember<CatalogueField> kFieldMembers[] = {
    {"name", read_into<&CatalogueField::name, &JsonValue::name>, kRequired},
    {"always", read_into<&CatalogueField::is_always_there, &JsonValue::boolean>},
};

/// Of an EventCatalogue::Kind.
template <typename Kind>
void read_fields(const JsonValue& value, Kind& kind) {
  for (const JsonValue& item : value.items()) {
    CatalogueField field;
    read_known_members(item.object(), field, kFieldMembers);
    if (field.is_always_there) kind.always.push_back(field.name);
    kind.fields.add(std::move(field.name));
  }
}

template <typename Kind>
Kind read_kind(const JsonValue& value, std::string name) {
  static constexpr JsonMember<Kind> kMembers[] = {
      {"label", read_into<&Kind::label, &JsonValue::name>, kRequired},
      {"fields", read_fields<Kind>, kRequired},
  };
  Kind kind{std::move(name), {}, {}, {}};
  read_known_members(value.object(), kind, kMembers);
  return kind;
}

/// Whether the form has a field of that name or pattern. `names` are those it has.
bool has_field(const std::unordered_set<std::string_view>& names, const std::string& field) {
  if (names.contains(field)) return true;
  return is_field_pattern(field) &&
         std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return matches_field(field, name); });
}

std::unordered_set<std::string_view> names_of(std::span<const FormField> form) {
  std::unordered_set<std::string_view> names;
  for (const FormField& field : form) names.insert(field.name);
  return names;
}

}  // namespace

EventCatalogue::EventCatalogue(std::string text, const std::string& file) : text_(std::move(text)) {
  const auto document = JsonDocument::parse(text_, file);
  JsonObject catalogue = document.root().object();
  if (const auto field = catalogue.find("event_field")) event_field_ = field->name();
  for (const JsonValue& event : catalogue.require("events").items()) {
    const JsonValue name = event.object().require("name");
    auto kind = read_kind<Kind>(event, name.name());
    if (!events_.emplace(name.text(), std::move(kind)).second) {
      name.fail(fmt::format("there are two events called \"{}\"", name.text()));
    }
  }
  for (const auto& [name, value] : catalogue.members()) {
    if (!value.is_object() || !value.object().find("fields")) continue;
    auto kind = read_kind<Kind>(value, std::string(name));
    // Every form has all of no fields.
    if (!kind.always.empty()) unnamed_.push_back(std::move(kind));
  }
}

const EventCatalogue::Kind* EventCatalogue::kind_of(std::span<const FormField> form) const {
  const auto named = std::find_if(
      form.begin(), form.end(), [&](const FormField& field) { return field.name == event_field_; });
  if (named != form.end()) {
    const auto known = events_.find(named->value);
    return known == events_.end() ? nullptr : &known->second;
  }
  if (unnamed_.empty()) return nullptr;
  const auto names = names_of(form);
  for (const Kind& kind : unnamed_) {
    if (std::all_of(kind.always.begin(), kind.always.end(),
                    [&](const std::string& field) { return has_field(names, field); })) {
      return &kind;
    }
  }
  return nullptr;
}

std::optional<KnownEvent> EventCatalogue::recognise(std::span<const FormField> form) const {
  const Kind* kind = kind_of(form);
  if (kind == nullptr) return std::nullopt;
  KnownEvent event{kind->name, kind->label, {}, {}, 0};
  const auto names = names_of(form);
  for (const std::string& field : kind->always) {
    if (!has_field(names, field)) event.missing.push_back(field);
  }
  std::unordered_set<std::string_view> told;
  for (const FormField& field : form) {
    if (kind->fields.match(field.name) || !told.insert(field.name).second) continue;
    if (event.unknown.size() < kUnknownMax) {
      event.unknown.push_back(field.name);
    } else {
      ++event.more_unknown;
    }
  }
  return event;
}

std::string_view EventCatalogue::name_in(std::string_view form_start) const {
  const FormFields form = decode_form(form_start);
  const Kind* kind = kind_of(form);
  return kind == nullptr ? std::string_view() : kind->name;
}

}  // namespace hookline
