#include "emitter/delivery/promises/ending_set.h"

#include "catcher/base/text/parts.h"
#include "catcher/base/text/spelling.h"

#include <charconv>
#include <stdexcept>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

/// The address guard would forbid it again, and what was stopped stays stopped.
bool may_end_otherwise(Outcome outcome) {
  return outcome != Outcome::kAnswered && outcome != Outcome::kForbidden &&
         outcome != Outcome::kCancelled && outcome != Outcome::kSwitchedOff;
}

std::size_t index_of(Outcome outcome) {
  return static_cast<std::size_t>(outcome);
}

bool is_success(std::size_t status) {
  return status >= 200 && status < 300;
}

[[noreturn]] void refuse(std::string_view word) {
  std::vector<std::string_view> names = {"any", "3xx", "4xx", "5xx"};
  for (const Outcome outcome : kOutcomes) {
    if (may_end_otherwise(outcome)) names.push_back(name_of(outcome));
  }
  throw std::invalid_argument(
      fmt::format("\"{}\" is no failure that can be tried again: a status of 300 to 599, or a "
                  "name; {}",
                  word, suggestion(word, names)));
}

}  // namespace

EndingSet EndingSet::all() {
  EndingSet set;
  for (std::size_t status = 0; status < set.statuses_.size(); ++status) {
    set.statuses_[status] = !is_success(status);
  }
  for (const Outcome outcome : kOutcomes) {
    set.outcomes_[index_of(outcome)] = may_end_otherwise(outcome);
  }
  return set;
}

EndingSet EndingSet::parse(std::string_view text) {
  if (text == "any") return all();
  EndingSet set;
  for (const std::string_view word : parts_between_commas(text)) set.add(word);
  return set;
}

void EndingSet::add(std::string_view word) {
  if (const auto outcome = outcome_named(word); outcome && may_end_otherwise(*outcome)) {
    outcomes_.set(index_of(*outcome));
    return;
  }
  if (word.size() == 3 && word.ends_with("xx") && word[0] >= '3' && word[0] <= '5') {
    return add_statuses(static_cast<std::size_t>(word[0] - '0') * 100, 100);
  }
  std::size_t status = 0;
  const char* last = word.data() + word.size();
  const auto [end, problem] = std::from_chars(word.data(), last, status);
  const bool sound = problem == std::errc() && end == last && status >= 300 && status < 600;
  if (!sound) refuse(word);
  add_statuses(status, 1);
}

void EndingSet::add_statuses(std::size_t first, std::size_t count) {
  for (std::size_t status = first; status < first + count; ++status) statuses_.set(status);
}

bool EndingSet::has(const Attempt& attempt) const {
  if (attempt.outcome != Outcome::kAnswered) return outcomes_[index_of(attempt.outcome)];
  const auto status = static_cast<std::size_t>(attempt.status);
  return status < statuses_.size() ? statuses_[status] : !statuses_.none();
}

}  // namespace hookline
