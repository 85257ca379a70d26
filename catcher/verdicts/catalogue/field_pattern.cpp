#include "catcher/verdicts/catalogue/field_pattern.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>

namespace hookline {
namespace {

bool is_capital(char c) {
  return (c >= 'A' && c <= 'Z') || c == '_';
}

/// "[ID]" at the start of the pattern: its inner word; empty where there is none.
std::string_view placeholder_at(std::string_view pattern) {
  if (!pattern.starts_with('[')) return {};
  const auto end = pattern.find(']');
  if (end == std::string_view::npos) return {};
  const auto word = pattern.substr(1, end - 1);
  return std::all_of(word.begin(), word.end(), is_capital) ? word : std::string_view();
}

bool stands_for(std::string_view placeholder, std::string_view text) {
  return placeholder == "N" ? is_all_digits(text) : !text.empty();
}

}  // namespace

bool is_field_pattern(std::string_view pattern) {
  for (auto at = pattern.find('['); at != std::string_view::npos; at = pattern.find('[', at + 1)) {
    if (!placeholder_at(pattern.substr(at)).empty()) return true;
  }
  return false;
}

bool matches_field(std::string_view pattern, std::string_view name) {
  while (!pattern.empty() && !name.empty()) {
    const auto placeholder = placeholder_at(pattern);
    if (!placeholder.empty()) {
      const auto end = name.find(']');
      if (name.front() != '[' || end == std::string_view::npos) return false;
      if (!stands_for(placeholder, name.substr(1, end - 1))) return false;
      pattern.remove_prefix(placeholder.size() + 2);
      name.remove_prefix(end + 1);
      continue;
    }
    if (pattern.front() != name.front()) return false;
    pattern.remove_prefix(1);
    name.remove_prefix(1);
  }
  return pattern.empty() && name.empty();
}

void FieldPatterns::add(std::string pattern) {
  if (is_field_pattern(pattern)) {
    patterns_.push_back(std::move(pattern));
  } else {
    exact_.insert(std::move(pattern));
  }
}

bool FieldPatterns::match(std::string_view name) const {
  if (exact_.contains(std::string(name))) return true;
  return std::any_of(patterns_.begin(), patterns_.end(),
                     [name](const std::string& pattern) { return matches_field(pattern, name); });
}

}  // namespace hookline
