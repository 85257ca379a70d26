#include "emitter/scenario/expect/attempts/ending.h"

#include "emitter/delivery/attempt.h"

#include <algorithm>
#include <cstddef>

#include <fmt/format.h>

namespace hookline {

bool is_ending(std::string_view ending, std::string_view expected) {
  if (!expected.ends_with("xx")) return ending == expected;
  const bool is_status = ending.size() == 3 && ending[0] >= '0' && ending[0] <= '9';
  return is_status && ending[0] == expected[0];
}

bool is_any_of(std::string_view ending, const std::vector<std::string>& expected) {
  return std::any_of(expected.begin(), expected.end(),
                     [&](const std::string& one) { return is_ending(ending, one); });
}

bool are_endings(const std::vector<std::string>& endings,
                 const std::vector<std::string>& expected) {
  return std::equal(
      endings.begin(), endings.end(), expected.begin(), expected.end(),
      [](const std::string& ending, const std::string& one) { return is_ending(ending, one); });
}

std::string list_of(const std::vector<std::string>& endings) {
  constexpr std::size_t kShownMax = 40;
  const std::size_t shown = std::min(endings.size(), kShownMax);
  std::string text = fmt::format(
      "{}", fmt::join(endings.begin(), endings.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
  if (shown < endings.size()) text += fmt::format(", … ({} in all)", endings.size());
  return text;
}

std::string actual_status(const Attempt& attempt) {
  const std::string ending = attempt.ending();
  return attempt.outcome == Outcome::kAnswered ? ending : fmt::format("no answer ({})", ending);
}

std::string redirect_in(const Attempt& attempt) {
  if (!is_ending(attempt.ending(), "3xx")) return "";
  return fmt::format("a redirect{}{}, and redirects aren't followed",
                     attempt.location.empty() ? "" : " to ", attempt.location);
}

}  // namespace hookline
