#include "emitter/scenario/expect/attempts/attempt_check.h"

#include "emitter/scenario/expect/attempts/ending.h"

#include <utility>

#include <fmt/format.h>

namespace hookline {

void AttemptCheck::add(const Attempt& attempt, std::optional<std::int64_t> capture) {
  const Expectation& expected = *expectation_;
  if (attempt.is_last()) ++deliveries_;
  if (attempt.was_made()) ++attempts_;
  if (expected.attempts || expected.attempt_count) {
    Endings& endings = endings_[attempt.delivery_id];
    endings.in_order.push_back(attempt.ending());
    endings.capture = capture;
  }
  if (attempt.is_last() && !attempt.delivered() && failed_++ == 0) problem_ = attempt.sentence();
  if (!attempt.switched_off.empty()) switched_off_ = attempt.switched_off;
  const auto note = [&](Differing& differing, std::string actual) {
    if (differing.attempts++ > 0) return;
    differing = {std::move(actual), capture, 1, redirect_in(attempt)};
  };
  if (expected.outcome && attempt.outcome != *expected.outcome) {
    note(outcomes_, std::string(name_of(attempt.outcome)));
  }
  if (!expected.status.empty() && !is_any_of(attempt.ending(), expected.status)) {
    note(statuses_, actual_status(attempt));
  }
}

std::string AttemptCheck::failures() const {
  if (failed_ == 0) return "";
  const std::string off = switched_off_.empty() ? "" : "; it is switched off " + switched_off_;
  const std::string which = deliveries_ == 1
                                ? "its one delivery"
                                : fmt::format("{} of its {} deliveries", failed_, deliveries_);
  return fmt::format("{} failed: {}{}", which, problem_, off);
}

std::string AttemptCheck::retries() const {
  if (attempts_ <= deliveries_) return "";
  return fmt::format("a request for each attempt: {} at {} {}", attempts_, deliveries_,
                     deliveries_ == 1 ? "delivery" : "deliveries");
}

std::vector<AttemptCheck::Finding> AttemptCheck::findings(const std::string& none) const {
  const Expectation& expected = *expectation_;
  std::vector<Finding> found;
  if (expected.outcome) {
    find_in("outcome", std::string(name_of(*expected.outcome)), outcomes_, none, found);
  }
  if (!expected.status.empty()) {
    find_in("status", fmt::format("{}", fmt::join(expected.status, " or ")), statuses_, none,
            found);
  }
  if (expected.attempts || expected.attempt_count) find_in_deliveries(none, found);
  return found;
}

void AttemptCheck::find_in(std::string_view key, const std::string& wanted, Differing differing,
                           const std::string& none, std::vector<Finding>& found) const {
  if (differing.attempts == 0 && has_deliveries()) return;
  std::string hint;
  if (!has_deliveries()) {
    differing.actual = "no delivery";
    hint = none;
  }
  if (differing.attempts > 1) hint = fmt::format("in {} attempts", differing.attempts);
  if (!differing.redirect.empty()) hint += (hint.empty() ? "" : "; ") + differing.redirect;
  found.push_back({key, wanted, differing.actual, differing.capture, hint});
}

void AttemptCheck::find_in_deliveries(const std::string& none, std::vector<Finding>& found) const {
  const Expectation& expected = *expectation_;
  const std::uint64_t count = expected.attempt_count.value_or(0);
  const Endings* first = nullptr;
  std::uint64_t others = 0;
  for (const auto& [delivery, endings] : endings_) {
    const bool met = expected.attempts ? are_endings(endings.in_order, *expected.attempts)
                                       : endings.in_order.size() == count;
    if (met) continue;
    if (first == nullptr) first = &endings;
    ++others;
  }
  if (first == nullptr && !endings_.empty()) return;
  std::string hint = endings_.empty() ? none : "";
  if (others > 1) hint = fmt::format("{} deliveries went otherwise", others);
  const std::uint64_t wanted = expected.attempts ? expected.attempts->size() : count;
  if (first != nullptr && others == 1 && first->in_order.size() < wanted && failed_ > 0) {
    hint = switched_off_.empty()
               ? "no further attempt is promised: \"retry\" of the scenario's \"delivery\", or "
                 "--retry, says how many there are"
               : fmt::format("its webhook is switched off {}", switched_off_);
  }
  found.push_back({"attempts",
                   expected.attempts ? list_of(*expected.attempts) : std::to_string(count),
                   endings_.empty() ? "no delivery" : list_of(first->in_order),
                   endings_.empty() ? std::nullopt : first->capture, hint});
}

}  // namespace hookline
