#include "emitter/platform/api/v3/conventions/list_query.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <compare>
#include <utility>

namespace hookline {
namespace {

using Operator = ListQuery::Operator;

constexpr std::array<std::pair<std::string_view, Operator>, 8> kOperators = {{
    {"eq", Operator::kEq},
    {"neq", Operator::kNeq},
    {"lt", Operator::kLt},
    {"lte", Operator::kLte},
    {"gt", Operator::kGt},
    {"gte", Operator::kGte},
    {"contains", Operator::kContains},
    {"starts_with", Operator::kStarts},
}};

template <class Number>
std::optional<Number> whole(std::string_view text) {
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::weak_ordering compared(const std::string& a, const std::string& b) {
  const auto first = whole<std::int64_t>(a);
  const auto second = whole<std::int64_t>(b);
  if (first && second) return *first <=> *second;
  return a.compare(b) <=> 0;
}

/// What stands in the brackets of "filters[name][contains]", one after the other.
std::vector<std::string> brackets_of(std::string_view name) {
  std::vector<std::string> inner;
  for (auto open = name.find('['); open != std::string_view::npos; open = name.find('[')) {
    const auto close = name.find(']', open);
    if (close == std::string_view::npos) break;
    inner.emplace_back(name.substr(open + 1, close - open - 1));
    name.remove_prefix(close + 1);
  }
  return inner;
}

std::optional<Operator> operator_named(std::string_view name) {
  const auto* found =
      std::ranges::find(kOperators, name, &std::pair<std::string_view, Operator>::first);
  return found == kOperators.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

ListQuery::ListQuery(FormFields query, std::size_t default_limit)
    : query_(std::move(query)), limit_(default_limit) {
  for (const FormField& field : query_) read(field);
}

void ListQuery::read(const FormField& field) {
  if (field.value.empty()) return;
  if (field.name == "limit") {
    const auto asked = whole<std::uint32_t>(field.value).value_or(0);
    if (asked > 0) limit_ = std::min<std::size_t>(asked, kLimitMax);
  } else if (field.name == "offset") {
    offset_ = whole<std::uint32_t>(field.value).value_or(0);
  } else if (field.name.starts_with("filters[")) {
    const auto inner = brackets_of(field.name);
    if (inner.empty()) return;
    const auto with = inner.size() < 2 ? Operator::kUsual : operator_named(inner[1]);
    if (with) filters_.push_back({inner[0], *with, field.value});
  } else if (field.name.starts_with("orders[")) {
    const auto inner = brackets_of(field.name);
    if (!inner.empty()) orders_.push_back({inner[0], lowered(field.value) == "desc"});
  }
}

std::optional<std::string> ListQuery::parameter(std::string_view name) const {
  const auto found = std::ranges::find(query_, name, &FormField::name);
  if (found == query_.end() || found->value.empty()) return std::nullopt;
  return found->value;
}

std::optional<std::uint64_t> ListQuery::id(std::string_view name) const {
  const auto text = parameter(name);
  return text ? whole<std::uint64_t>(*text) : std::nullopt;
}

std::vector<std::uint64_t> ListQuery::ids(std::string_view name) const {
  std::vector<std::uint64_t> ids;
  for (const FormField& field : query_) {
    if (field.name.substr(0, field.name.find('[')) != name) continue;
    for (std::string_view rest = field.value; !rest.empty();) {
      const auto end = std::min(rest.find(','), rest.size());
      if (const auto id = whole<std::uint64_t>(trimmed(rest.substr(0, end)))) ids.push_back(*id);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return ids;
}

std::optional<std::string> ListQuery::filter(std::string_view name) const {
  for (const Filter& filter : filters_)
    if (filter.name == name && filter.with == Operator::kUsual) return filter.value;
  return std::nullopt;
}

bool passes(const std::string& value, ListQuery::Operator with, const std::string& asked) {
  switch (with) {
    case Operator::kUsual:
    case Operator::kEq:
      return value == asked;
    case Operator::kEqInAnyCase:
      return lowered(value) == lowered(asked);
    case Operator::kNeq:
      return value != asked;
    case Operator::kLt:
      return std::is_lt(compared(value, asked));
    case Operator::kLte:
      return std::is_lteq(compared(value, asked));
    case Operator::kGt:
      return std::is_gt(compared(value, asked));
    case Operator::kGte:
      return std::is_gteq(compared(value, asked));
    case Operator::kContains:
      return lowered(value).find(lowered(asked)) != std::string::npos;
    case Operator::kStarts:
      return lowered(value).starts_with(lowered(asked));
  }
  return false;
}

}  // namespace hookline
