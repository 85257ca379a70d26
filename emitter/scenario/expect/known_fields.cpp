#include "emitter/scenario/expect/known_fields.h"

#include "catcher/base/text/spelling.h"
#include "emitter/platform/payloads/field_pattern.h"
#include "emitter/platform/payloads/payload.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

std::vector<PayloadField> fields_of_types(const EventTypeSet& types) {
  std::vector<PayloadField> all;
  for (const EventType type : all_event_types()) {
    if (!types.test(static_cast<std::size_t>(type))) continue;
    for (const PayloadField& field : fields_of(type)) all.push_back(field);
  }
  return all;
}

const std::vector<PayloadField>& fields_anywhere() {
  static const std::vector<PayloadField> kAll = [] {
    auto all = fields_of_types(EventTypeSet().set());
    for (const PayloadField& field : automation_action_fields()) all.push_back(field);
    return all;
  }();
  return kAll;
}

/// "first_name" of "contact[first_name]"; the whole name where it has no brackets.
std::string_view innermost_part(std::string_view name) {
  if (name.ends_with(']')) name.remove_suffix(1);
  return name.substr(name.rfind('[') + 1);
}

const PayloadField* find_in(std::span<const PayloadField> fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const PayloadField& field) {
    return fits_pattern(field.name, name);
  });
  return found == fields.end() ? nullptr : &*found;
}

std::vector<std::string_view> views_of(const std::vector<std::string>& names) {
  return {names.begin(), names.end()};
}

void add_filled(std::span<const PayloadField> fields, std::string_view name,
                std::vector<std::string>& names) {
  for (const PayloadField& field : fields) {
    names.push_back(pattern_filled_from(field.name, name));
  }
}

/// "contact[ip4]" for "contact[ip]", where no other begins so.
std::optional<std::string> only_longer(std::string_view name,
                                       const std::vector<std::string>& names) {
  if (!name.ends_with(']')) return std::nullopt;
  name.remove_suffix(1);
  const auto begins_so = [&](const std::string& one) { return one.starts_with(name); };
  const auto found = std::find_if(names.begin(), names.end(), begins_so);
  if (found == names.end() || std::count_if(found, names.end(), begins_so) > 1) {
    return std::nullopt;
  }
  return *found;
}

std::optional<std::string> owned(std::optional<std::string_view> name) {
  return name ? std::optional(std::string(*name)) : std::nullopt;
}

}  // namespace

KnownFields::KnownFields(std::vector<PayloadField> fields, GivenFields given)
    : fields_(std::move(fields)), given_(std::move(given)) {
  std::ranges::sort(given_.names);
}

KnownFields::KnownFields(const EventTypeSet& types, GivenFields given)
    : KnownFields(fields_of_types(types), std::move(given)) {}

KnownFields KnownFields::of_automation(GivenFields given) {
  return {automation_action_fields(), std::move(given)};
}

bool KnownFields::is_given(std::string_view name) const {
  return std::ranges::binary_search(given_.names, name);
}

bool KnownFields::contain(std::string_view name) const {
  return is_given(name) || find_in(fields_, name) != nullptr;
}

std::optional<PayloadField> KnownFields::field(std::string_view name) const {
  const PayloadField* found = find_in(fields_, name);
  return found == nullptr ? std::nullopt : std::optional(*found);
}

bool KnownFields::are_anywhere(std::string_view name) {
  return find_in(fields_anywhere(), name) != nullptr;
}

std::vector<std::string_view> KnownFields::events_with(std::string_view name) {
  std::vector<std::string_view> events;
  for (const EventType type : all_event_types()) {
    if (find_in(fields_of(type), name) != nullptr) events.push_back(name_of(type));
  }
  return events;
}

bool KnownFields::have_root_anywhere(std::string_view name) {
  const auto& all = fields_anywhere();
  return name.find('[') != std::string_view::npos &&
         std::any_of(all.begin(), all.end(), [&](const PayloadField& field) {
           return field.name.find('[') != std::string_view::npos &&
                  root_of(field.name) == root_of(name);
         });
}

bool KnownFields::have_part_anywhere(std::string_view name) {
  const std::string_view key = key_of(name);
  const std::string_view beginning = name.ends_with("[]") ? name.substr(0, name.size() - 2) : name;
  const auto& all = fields_anywhere();
  return std::any_of(all.begin(), all.end(), [&](const PayloadField& field) {
    const bool begins_so =
        field.name.starts_with(beginning) && field.name.substr(beginning.size()).starts_with('[');
    return begins_so || key_of(field.name) == key || root_of(field.name) == key;
  });
}

std::vector<std::string> KnownFields::names_for(std::string_view name) const {
  std::vector<std::string> names = given_.names;
  add_filled(fields_, name, names);
  return names;
}

std::optional<std::string> KnownFields::nearest(std::string_view name) const {
  const std::vector<std::string> names = names_for(name);
  // "email", and no word of what it belongs to.
  const std::string as_key = fmt::format("[{}]", name);
  const auto of_something = std::find_if(
      names.begin(), names.end(), [&](const std::string& one) { return one.ends_with(as_key); });
  if (of_something != names.end()) return *of_something;
  if (auto whole = only_longer(name, names)) return whole;
  return owned(closest_name(name, views_of(names)));
}

std::optional<std::string> KnownFields::near_miss(std::string_view name) const {
  constexpr std::size_t kChangesMax = 2;
  constexpr std::size_t kShortest = 5;
  if (name.size() < kShortest) return std::nullopt;
  // Two changes make another word of a short one: "contact[age]" is no misspelling of
  // "contact[tags]".
  const std::size_t changes_max = innermost_part(name).size() < kShortest ? 1 : kChangesMax;
  std::vector<std::string> names = names_for(name);
  add_filled(fields_anywhere(), name, names);
  // "contact[fields][]" is no misspelling of "contact[fields][ID]".
  std::erase_if(names, [](const std::string& one) {
    return one.find("[ID]") != std::string::npos || one.find("[N]") != std::string::npos ||
           one.find("[TAG]") != std::string::npos;
  });
  return owned(closest_name_within(changes_max, name, views_of(names)));
}

}  // namespace hookline
