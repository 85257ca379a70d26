#include "catcher/captures/filters/filter_term.h"

#include "catcher/base/http/headers/header.h"
#include "catcher/base/text/ascii.h"
#include "catcher/base/text/spelling.h"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// Without the "." that stands for names.
std::string_view own_name(const FilterKind& kind) {
  return kind.name.substr(0, kind.name.size() - (has_names(kind) ? 1 : 0));
}

/// What a query makes of NAME>VALUE, NAME>=VALUE, NAME!=VALUE and the like, put right.
FormField with_relation(const FormField& field) {
  const auto at = field.name.find_first_of("<>!");
  if (at == std::string::npos || at == 0) return field;
  std::string name = field.name.substr(0, at);
  const std::string rest = field.name.substr(at);
  if (rest == "!") return {"-" + name, field.value};
  const auto* kind = kind_called(name.substr(name.starts_with('-') ? 1 : 0));
  if (kind == nullptr || kind->relations != FilterKind::Relations::kOrder) return field;
  const bool is_last = rest.size() == 1;
  return {std::move(name), is_last ? rest + "=" + field.value : rest + field.value};
}

}  // namespace

bool has_names(const FilterKind& kind) {
  return kind.name.ends_with('.');
}

std::string shown_name(const FilterKind& kind) {
  return fmt::format("{}{}", kind.name, has_names(kind) ? "NAME" : "");
}

const FilterKind* kind_called(std::string_view name) {
  for (const FilterKind& kind : filter_kinds()) {
    if (equals_ignoring_case(own_name(kind), name)) return &kind;
  }
  return nullptr;
}

std::optional<FilterTerm> filter_term(const FormField& field) {
  FormField asked = with_relation(field);
  const bool is_negated = asked.name.starts_with('-');
  if (is_negated) asked.name.erase(0, 1);
  const auto dot = std::min(asked.name.find('.'), asked.name.size());
  const FilterKind* kind = kind_called(std::string_view(asked.name).substr(0, dot));
  if (kind == nullptr || has_names(*kind) != (dot < asked.name.size())) return std::nullopt;
  if (is_negated && kind->condition == nullptr) return std::nullopt;
  asked.name = lowered(asked.name.substr(0, dot)) + asked.name.substr(dot);
  return FilterTerm{kind, std::move(asked), is_negated};
}

std::optional<std::string> nearest_filter(std::string_view name) {
  name.remove_prefix(name.starts_with('-') ? 1 : 0);
  const auto dot = std::min(name.find_first_of(".["), name.size());
  std::vector<std::string_view> known;
  for (const FilterKind& kind : filter_kinds()) known.push_back(own_name(kind));
  const auto closest = closest_name(name.substr(0, dot), known);
  if (!closest) return std::nullopt;
  const FilterKind& kind = *kind_called(*closest);
  if (!has_names(kind)) return std::string(kind.name);
  if (name.substr(dot).size() > 1 && name[dot] == '.') {
    return fmt::format("{}{}", own_name(kind), name.substr(dot));
  }
  return shown_name(kind);
}

}  // namespace hookline
