#include "emitter/scenario/expect/value_difference.h"

#include "catcher/base/text/ascii.h"
#include "emitter/scenario/expect/matcher.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kShownBytesMax = 1000;
/// Up to this length, a reader sees the difference without a hint.
constexpr std::size_t kShortBytes = 40;
/// A difference further in than this is shown with what stands around it.
constexpr std::size_t kNearBytes = 120;
/// Up to this length, a value that differs is shown whole.
constexpr std::size_t kWholeBytesMax = 300;
constexpr std::size_t kBeforeBytes = 60;
constexpr std::size_t kAfterBytes = 120;

/// The start of the UTF-8 character that the byte belongs to.
std::size_t character_start(std::string_view text, std::size_t at) {
  while (at > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) --at;
  return at;
}

std::string clipped(std::string_view text) {
  if (text.size() <= kShownBytesMax) return std::string(text);
  return fmt::format("{}… ({} bytes)", text.substr(0, character_start(text, kShownBytesMax)),
                     text.size());
}

std::string around(std::string_view text, std::size_t at) {
  const std::size_t begin = character_start(text, at - kBeforeBytes);
  const std::size_t end = character_start(text, std::min(at + kAfterBytes, text.size()));
  return fmt::format("…{}{} (from byte {} of {})", text.substr(begin, end - begin),
                     end < text.size() ? "…" : "", begin, text.size());
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  const auto end = a.begin() + static_cast<std::ptrdiff_t>(common);
  return static_cast<std::size_t>(std::mismatch(a.begin(), end, b.begin()).first - a.begin());
}

bool differ_in_case_alone(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string hint_of(std::string_view expected, std::string_view actual, std::size_t at) {
  if (expected.empty() || actual.empty()) return "";
  if (differ_in_case_alone(expected, actual)) return "they differ only in upper and lower case";
  if (trimmed(expected, kWhitespace) == trimmed(actual, kWhitespace)) {
    return "they differ only in blanks or line ends at the beginning or end";
  }
  if (std::max(expected.size(), actual.size()) <= kShortBytes) return "";
  if (at == expected.size()) {
    return fmt::format("it goes on after the {} bytes that were expected", at);
  }
  if (at == actual.size()) return fmt::format("it ends after {} of {} bytes", at, expected.size());
  return fmt::format("they differ from byte {} on", at);
}

/// What begins and ends with a slash is an expression of other languages most often.
std::string hint_of_pattern(const std::optional<std::string>& pattern) {
  const bool has_slashes =
      pattern && pattern->size() > 2 && pattern->starts_with('/') && pattern->ends_with('/');
  return has_slashes ? "the slashes around it are part of the pattern: leave them out" : "";
}

/// The value up to a little behind the place where it differs.
std::string beginning(std::string_view text, std::size_t at) {
  const std::size_t end = at + kAfterBytes;
  if (text.size() <= std::max(end, kWholeBytesMax)) return std::string(text);
  return fmt::format("{}… ({} bytes)", text.substr(0, character_start(text, end)), text.size());
}

}  // namespace

ValueDifference difference_of(const Matcher& expected, std::optional<std::string_view> actual) {
  const std::string* text = expected.text();
  if (!actual || text == nullptr) {
    return {clipped(expected.description()), actual ? clipped(*actual) : "(absent)",
            actual ? hint_of_pattern(expected.pattern()) : ""};
  }
  const std::size_t at = first_difference(*text, *actual);
  // The first value is right: the field comes several times, and a later one is wrong.
  if (at == text->size() && at == actual->size()) return {clipped(*text), clipped(*actual), ""};
  const std::string hint = hint_of(*text, *actual, at);
  if (at <= kNearBytes) return {beginning(*text, at), beginning(*actual, at), hint};
  return {around(*text, at), around(*actual, at), hint};
}

}  // namespace hookline
