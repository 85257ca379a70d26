#include "emitter/platform/payloads/field_pattern.h"

#include <algorithm>
#include <array>
#include <cstddef>

namespace hookline {
namespace {

constexpr std::array<std::string_view, 3> kPlaceholders = {"[ID]", "[N]", "[TAG]"};

struct Placeholder {
  std::size_t at = std::string_view::npos;
  std::string_view text;
};

/// A pattern has at most one.
Placeholder placeholder_in(std::string_view pattern) {
  for (const std::string_view text : kPlaceholders) {
    if (const auto at = pattern.find(text); at != std::string_view::npos) return {at, text};
  }
  return {};
}

bool all_digits(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "[3]" of "list[3][id]"; empty where there is none.
std::string_view number_key_in(std::string_view name) {
  for (auto open = name.find('['); open != std::string_view::npos;
       open = name.find('[', open + 1)) {
    const auto close = name.find(']', open);
    if (close == std::string_view::npos) return {};
    if (all_digits(name.substr(open + 1, close - open - 1))) {
      return name.substr(open, close - open + 1);
    }
  }
  return {};
}

}  // namespace

bool fits_pattern(std::string_view pattern, std::string_view name) {
  const Placeholder placeholder = placeholder_in(pattern);
  if (placeholder.text.empty()) return name == pattern;
  const std::string_view before = pattern.substr(0, placeholder.at + 1);
  const std::string_view after = pattern.substr(placeholder.at + placeholder.text.size() - 1);
  const std::size_t fixed = before.size() + after.size();
  if (name.size() <= fixed || !name.starts_with(before) || !name.ends_with(after)) return false;
  const std::string_view key = name.substr(before.size(), name.size() - fixed);
  return placeholder.text == "[TAG]" ? key.find_first_of("[]") == std::string_view::npos
                                     : all_digits(key);
}

std::string pattern_filled_from(std::string_view pattern, std::string_view name) {
  const Placeholder placeholder = placeholder_in(pattern);
  const std::string_view key = number_key_in(name);
  std::string filled(pattern);
  if (placeholder.text.empty() || key.empty()) return filled;
  return filled.replace(placeholder.at, placeholder.text.size(), key);
}

std::string_view root_of(std::string_view name) {
  return name.substr(0, name.find('['));
}

std::string_view key_of(std::string_view name) {
  const auto open = name.rfind('[');
  if (open == std::string_view::npos || !name.ends_with(']')) return name;
  return name.substr(open + 1, name.size() - open - 2);
}

}  // namespace hookline
