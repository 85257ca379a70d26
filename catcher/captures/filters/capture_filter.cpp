#include "catcher/captures/filters/capture_filter.h"

#include "catcher/captures/filters/filter_table.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

bool has_names(const FilterKind& kind) {
  return kind.name.ends_with('.');
}

const FilterKind* kind_named(std::string_view name) {
  for (const FilterKind& kind : filter_kinds()) {
    if (has_names(kind) ? name.starts_with(kind.name) : name == kind.name) return &kind;
  }
  return nullptr;
}

/// "form." with nothing behind it.
bool is_nameless(const FilterKind& kind, std::string_view name) {
  return has_names(kind) && name == kind.name;
}

std::string shown_name(const FilterKind& kind) {
  return fmt::format("{}{}", kind.name, has_names(kind) ? "NAME" : "");
}

/// Those of the same kind, in the order in which they were given.
FormFields taken_by(const FilterKind& kind, std::span<const FormField> query) {
  FormFields taken;
  for (const FormField& field : query) {
    if (kind_named(field.name) != &kind) continue;
    if (taken.empty() || kind.often == FilterKind::Often::kAllHold) {
      taken.push_back(field);
    } else if (kind.often == FilterKind::Often::kOneOfThemHolds) {
      taken.front().value += ',' + field.value;
    } else {
      throw std::invalid_argument(fmt::format("{} is given twice", field.name));
    }
  }
  return taken;
}

bool holds(const Condition& condition, const Capture& capture) {
  return condition.holds ? condition.holds(capture) : condition.holds_in(bytes_of(capture));
}

}  // namespace

CaptureFilter::CaptureFilter(std::span<const FormField> query) {
  for (const FilterKind& kind : filter_kinds()) {
    for (FormField& field : taken_by(kind, query)) {
      conditions_.push_back(std::make_shared<const Condition>(kind.condition(field)));
      asked_.push_back(std::move(field));
    }
  }
  std::stable_sort(conditions_.begin(), conditions_.end(),
                   [](const auto& a, const auto& b) { return a->cost < b->cost; });
}

bool CaptureFilter::matches(const Capture& capture) const {
  return std::all_of(conditions_.begin(), conditions_.end(),
                     [&](const auto& condition) { return holds(*condition, capture); });
}

std::vector<std::string> CaptureFilter::mismatches(const Capture& capture) const {
  std::vector<std::string> why;
  for (const auto& condition : conditions_) {
    if (!holds(*condition, capture)) why.push_back(condition->why_not(capture));
  }
  return why;
}

bool CaptureFilter::matches_bytes(const CaptureBytes& bytes) const {
  return std::all_of(conditions_.begin(), conditions_.end(), [&](const auto& condition) {
    return !condition->holds_in || condition->holds_in(bytes);
  });
}

bool CaptureFilter::asks_for_reply() const {
  return std::any_of(conditions_.begin(), conditions_.end(),
                     [](const auto& condition) { return condition->is_of_reply; });
}

std::vector<std::string> filter_names() {
  std::vector<std::string> names;
  for (const FilterKind& kind : filter_kinds()) names.push_back(shown_name(kind));
  return names;
}

bool is_filter_name(std::string_view name) {
  return kind_named(name) != nullptr;
}

std::string why_not_in_match(std::string_view name) {
  const FilterKind* asked = kind_named(name);
  if (asked != nullptr && asked->is_of_requests && !is_nameless(*asked, name)) return {};
  std::vector<std::string> known;
  for (const FilterKind& kind : filter_kinds()) {
    if (kind.is_of_requests) known.push_back(shown_name(kind));
  }
  const std::string last = std::move(known.back());
  known.pop_back();
  return fmt::format("unknown filter \"{}\"; expected {} or {}", name, fmt::join(known, ", "),
                     last);
}

nlohmann::ordered_json match_json(const CaptureFilter& filter) {
  auto match = nlohmann::ordered_json::object();
  for (const FormField& field : filter.asked()) match[field.name] = field.value;
  return match;
}

}  // namespace hookline
