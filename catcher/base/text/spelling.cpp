#include "catcher/base/text/spelling.h"

#include "catcher/base/text/ascii.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::size_t kNamesMax = 40;
constexpr std::size_t kWordMax = 64;

/// Levenshtein's distance, two swapped neighbours counting as one change.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> older, above(b.size() + 1), row(b.size() + 1);
  std::iota(above.begin(), above.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
                           lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], older[j - 2] + 1);
    }
    older = above;
    above = row;
  }
  return above.back();
}

std::string quoted_list(std::span<const std::string_view> names) {
  std::string out;
  for (std::size_t i = 0; i < std::min(names.size(), kNamesMax); ++i) {
    fmt::format_to(std::back_inserter(out), "{}\"{}\"", i == 0 ? "" : ", ", names[i]);
  }
  if (names.size() > kNamesMax) {
    fmt::format_to(std::back_inserter(out), " and {} more", names.size() - kNamesMax);
  }
  return out;
}

}  // namespace

std::optional<std::string_view> closest_name_within(std::size_t changes_max, std::string_view word,
                                                    std::span<const std::string_view> names) {
  if (word.size() > kWordMax) return std::nullopt;
  std::optional<std::string_view> best;
  std::size_t best_distance = changes_max + 1;
  for (const std::string_view name : names) {
    if (name.size() > kWordMax) continue;
    const std::size_t changes = distance(word, name);
    if (changes >= best_distance) continue;
    best_distance = changes;
    best = name;
  }
  return best;
}

std::optional<std::string_view> closest_name(std::string_view word,
                                             std::span<const std::string_view> names) {
  const std::size_t changes_max = word.size() <= 3 ? 1 : std::max<std::size_t>(2, word.size() / 3);
  return closest_name_within(changes_max, word, names);
}

std::string suggestion(std::string_view word, std::span<const std::string_view> names) {
  if (names.empty()) return "none is known here";
  if (const auto near = closest_name(word, names)) {
    return fmt::format("did you mean \"{}\"? Known are: {}", *near, quoted_list(names));
  }
  return fmt::format("known are: {}", quoted_list(names));
}

}  // namespace hookline
