#include "catcher/captures/filters/capture_filter.h"

#include "catcher/captures/filters/filter_term.h"
#include "catcher/captures/filters/search_text.h"
#include "catcher/captures/filters/values/quoted_value.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

/// Those of the same kind, in the order in which they were given.
std::vector<FilterTerm> taken_by(const FilterKind& kind, std::span<const FilterTerm> terms) {
  std::vector<FilterTerm> taken;
  const FilterTerm* first = nullptr;
  for (const FilterTerm& term : terms) {
    if (term.kind != &kind) continue;
    if (term.is_negated || kind.often == FilterKind::Often::kAllHold) {
      taken.push_back(term);
    } else if (first == nullptr) {
      taken.push_back(*(first = &term));
    } else if (kind.often == FilterKind::Often::kOneOfThemHolds) {
      std::find_if_not(taken.begin(), taken.end(), [](const FilterTerm& one) {
        return one.is_negated;
      })->asked.value += ',' + term.asked.value;
    } else {
      throw std::invalid_argument(fmt::format("{} is given twice", term.asked.name));
    }
  }
  return taken;
}

/// Of what holds for exactly those captures for which the other doesn't.
Condition negation_of(Condition condition, const FormField& asked) {
  Condition negated = condition;
  negated.why_not = [asked](const Capture&) {
    return fmt::format("{} is {}, which it must not be", asked.name, quoted_value(asked.value));
  };
  if (condition.holds) {
    negated.holds = [holds = std::move(condition.holds)](const Capture& capture) {
      return !holds(capture);
    };
    negated.sql.text =
        condition.sql.text.empty() ? "0" : fmt::format("NOT ({})", condition.sql.text);
  } else {
    negated.holds_in = [holds = std::move(condition.holds_in)](const CaptureBytes& bytes) {
      return !holds(bytes);
    };
  }
  return negated;
}

bool holds(const Condition& condition, const Capture& capture) {
  return condition.holds ? condition.holds(capture) : condition.holds_in(bytes_of(capture));
}

}  // namespace

CaptureFilter::CaptureFilter(std::span<const FormField> query) {
  std::vector<FilterTerm> terms;
  for (const FormField& field : query) {
    if (auto term = filter_term(field)) terms.push_back(std::move(*term));
  }
  for (const FilterKind& kind : filter_kinds()) {
    for (const FilterTerm& term : taken_by(kind, terms)) add(term);
  }
  std::stable_sort(conditions_.begin(), conditions_.end(),
                   [](const auto& a, const auto& b) { return a->cost < b->cost; });
}

void CaptureFilter::add(const FilterTerm& term) {
  asked_.push_back(term.written());
  if (term.kind->condition == nullptr) {
    const CaptureFilter inner(search_terms(term.asked.value));
    conditions_.insert(conditions_.end(), inner.conditions_.begin(), inner.conditions_.end());
    terms_.insert(terms_.end(), inner.terms_.begin(), inner.terms_.end());
    return;
  }
  Condition condition = term.kind->condition(term.asked);
  if (term.is_negated) condition = negation_of(std::move(condition), term.asked);
  conditions_.push_back(std::make_shared<const Condition>(std::move(condition)));
  terms_.push_back(asked_.back());
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
  return filter_term({std::string(name), ""}).has_value();
}

std::string why_not_in_match(const FormField& field) {
  const auto term = filter_term(field);
  const bool is_known = term && term->kind->is_of_requests &&
                        !(has_names(*term->kind) && term->asked.name == term->kind->name);
  if (!is_known) {
    std::vector<std::string> known;
    for (const FilterKind& kind : filter_kinds()) {
      if (kind.is_of_requests) known.push_back(shown_name(kind));
    }
    const std::string last = std::move(known.back());
    known.pop_back();
    return fmt::format("unknown filter \"{}\"; expected {} or {}", field.name,
                       fmt::join(known, ", "), last);
  }
  if (term->kind->condition != nullptr) return {};
  for (const FormField& inner : search_terms(term->asked.value)) {
    if (auto why = why_not_in_match(inner); !why.empty()) return why;
  }
  return {};
}

nlohmann::ordered_json match_json(const CaptureFilter& filter) {
  auto match = nlohmann::ordered_json::object();
  for (const FormField& field : filter.asked()) match[field.name] = field.value;
  return match;
}

}  // namespace hookline
