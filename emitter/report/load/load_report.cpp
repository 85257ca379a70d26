#include "emitter/report/load/load_report.h"

#include "emitter/report/load/load_words.h"

#include <fmt/format.h>

namespace hookline {

std::string_view name_of(LoadVerdict verdict) {
  switch (verdict) {
    case LoadVerdict::kPassed:
      return "passed";
    case LoadVerdict::kFailed:
      return "failed";
    case LoadVerdict::kInterrupted:
      return "interrupted";
    case LoadVerdict::kAlreadyDone:
      break;
  }
  return "already_done";
}

bool LoadReport::is_search_in_vain() const {
  return result.maximum && !result.maximum->rate && !result.interrupted;
}

std::vector<std::string> LoadReport::failures() const {
  if (is_search_in_vain()) return {maximum_sentence(*result.maximum)};
  std::vector<std::string> failures;
  if (!result.ledger_closes()) {
    failures.emplace_back("the account of the deliveries doesn't close: see ledger and catcher");
  }
  if (result.journal && result.journal->was_at_end) return failures;
  const bool counts_errors = !are_errors_limited && !result.maximum && !result.interrupted;
  if (counts_errors && result.failed + result.pending > 0) {
    failures.push_back(fmt::format("{} failed and {} pending, where no limit allows any",
                                   grouped(result.failed), grouped(result.pending)));
  }
  for (const JudgedLimit& limit : limits) {
    if (!limit.is_met) failures.push_back(fmt::format("{} ({})", limit.text, limit.actual));
  }
  return failures;
}

LoadVerdict LoadReport::verdict() const {
  if (result.interrupted) return LoadVerdict::kInterrupted;
  if (!failures().empty()) return LoadVerdict::kFailed;
  const bool was_at_end = result.journal && result.journal->was_at_end;
  return was_at_end ? LoadVerdict::kAlreadyDone : LoadVerdict::kPassed;
}

std::string LoadReport::coverage() const {
  if (!result.journal || result.journal->starts < 2) return {};
  return fmt::format(
      "times, rates, attempts and plots are of start {} alone, in which {} were delivered and {} "
      "failed; accepted, delivered, failed and pending are of all starts",
      result.journal->starts, grouped(result.delivered - result.delivered_before),
      grouped(result.failed - result.failed_before));
}

}  // namespace hookline
