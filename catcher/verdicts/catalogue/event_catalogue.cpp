#include "catcher/verdicts/catalogue/event_catalogue.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kUnknownMax = 200;

[[noreturn]] void refuse(const std::string& pointer, std::string_view sentence) {
  throw std::invalid_argument(
      fmt::format("{}: {}", pointer.empty() ? "the catalogue" : pointer, sentence));
}

Json parsed(const std::string& text) {
  try {
    return Json::parse(text);
  } catch (const Json::exception& error) {
    const std::string_view what = error.what();
    const auto start = what.find("] ");  // behind "[json.exception.parse_error.101] "
    refuse("", fmt::format("not JSON: {}", what.substr(start == what.npos ? 0 : start + 2)));
  }
}

const Json& member_at(const Json& object, const std::string& name, const std::string& pointer) {
  if (!object.is_object()) {
    refuse(pointer, fmt::format("expected an object, not {}", object.type_name()));
  }
  const auto member = object.find(name);
  if (member == object.end()) refuse(pointer, fmt::format("it has no \"{}\"", name));
  return *member;
}

std::string text_at(const Json& object, const std::string& name, const std::string& pointer) {
  const Json& value = member_at(object, name, pointer);
  if (!value.is_string() || value.get_ref<const std::string&>().empty()) {
    refuse(pointer + "/" + name, "expected a text");
  }
  return value.get<std::string>();
}

const Json& list_at(const Json& object, const std::string& name, const std::string& pointer) {
  const Json& list = member_at(object, name, pointer);
  if (!list.is_array()) {
    refuse(pointer + "/" + name, fmt::format("expected a list, not {}", list.type_name()));
  }
  return list;
}

bool is_always_there(const Json& field, const std::string& pointer) {
  const auto always = field.find("always");
  if (always == field.end()) return false;
  if (!always->is_boolean()) refuse(pointer + "/always", "expected true or false");
  return always->get<bool>();
}

template <typename Kind>
Kind kind_at(const Json& json, std::string name, const std::string& pointer) {
  Kind kind{std::move(name), text_at(json, "label", pointer), {}, {}};
  const Json& fields = list_at(json, "fields", pointer);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto at = fmt::format("{}/fields/{}", pointer, i);
    auto field = text_at(fields[i], "name", at);
    if (is_always_there(fields[i], at)) kind.always.push_back(field);
    kind.fields.add(std::move(field));
  }
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

EventCatalogue::EventCatalogue(std::string text) : text_(std::move(text)) {
  const Json json = parsed(text_);
  const Json& events = list_at(json, "events", "");
  if (json.contains("event_field")) event_field_ = text_at(json, "event_field", "");
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto pointer = fmt::format("/events/{}", i);
    auto name = text_at(events[i], "name", pointer);
    auto kind = kind_at<Kind>(events[i], name, pointer);
    if (!events_.emplace(name, std::move(kind)).second) {
      refuse(pointer, fmt::format("there are two events called \"{}\"", name));
    }
  }
  for (const auto& [name, value] : json.items()) {
    if (!value.is_object() || !value.contains("fields")) continue;
    auto kind = kind_at<Kind>(value, name, "/" + name);
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
