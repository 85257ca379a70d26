#include "emitter/commands/load/rate_search.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "emitter/commands/load/probe_watch.h"
#include "emitter/report/load/load_words.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

/// A queue at the end that takes longer to be worked off has grown, by more than chance: of the
/// duration, and at least.
constexpr double kBehindMax = 0.05;
constexpr double kBehindMinS = 0.05;
/// A p99 below that share of the one before is better.
constexpr double kBetter = 0.8;

/// What is still pending when a try is cut short has no errors yet.
LoadFigures figures_of_try(const LoadResult& result) {
  LoadFigures figures = figures_of(result);
  if (result.cut_short) figures.errors = static_cast<double>(result.failed);
  return figures;
}

std::string broken_limit(const LoadResult& result, std::span<const LoadLimit> limits,
                         bool on_errors) {
  const LoadFigures figures = figures_of_try(result);
  for (const LoadLimit& limit : limits) {
    if (limit.is_on_errors() != on_errors || !limit.is_broken_by(figures)) continue;
    return fmt::format("{} is broken by {}", limit.text(), limit.actual_in(figures));
  }
  return {};
}

/// Errors are the receiver's doing, also where the emitter was late itself.
std::string broken_by_errors(const LoadResult& result, std::span<const LoadLimit> limits) {
  if (result.failed > 0 && !limits_errors(limits)) {
    return fmt::format("{} failed", grouped(result.failed));
  }
  return broken_limit(result, limits, true);
}

/// A sentence about the kind of error that was the most frequent.
std::string worst_error(const LoadTally& tally) {
  const LoadError* worst = nullptr;
  for (const auto& [kind, error] : tally.errors) {
    if (worst == nullptr || error.count > worst->count) worst = &error;
  }
  return worst == nullptr ? "no answer came" : printable(worst->example);
}

bool is_dead(const LoadResult& result) {
  return result.delivered == 0 && result.failed + result.pending > 0 &&
         (result.failed > result.pending || result.tally.latency.count() == 0);
}

std::string how_far_behind(const LoadPlan& plan, const LoadResult& result) {
  if (result.cut_short) return {};
  if (result.pending > 0 || result.events_unsent > 0) {
    return fmt::format("it fell behind: {} were not answered soon after the end",
                       grouped(result.pending + result.events_unsent * plan.matching));
  }
  const double planned_s = static_cast<double>(*plan.duration_ms) / 1000;
  // The last delivery may take as long as any other; longer than that means that it had to wait.
  const double answer_s = std::chrono::duration<double>(result.tally.service.max()).count();
  const double behind_s = result.duration_s - planned_s - answer_s;
  if (behind_s <= std::max(kBehindMinS, kBehindMax * planned_s)) return {};
  return fmt::format("it fell behind: the last answer came {:.2f} s after the end",
                     result.duration_s - planned_s);
}

TriedRate judged(const LoadPlan& plan, const LoadResult& result, bool is_confirmation,
                 std::span<const LoadLimit> limits) {
  using Verdict = TriedRate::Verdict;
  TriedRate tried;
  tried.rate = *plan.rate;
  tried.is_confirmation = is_confirmation;
  tried.duration_s =
      result.cut_short ? result.duration_s : static_cast<double>(*plan.duration_ms) / 1000;
  tried.why = why_broken(plan, result, limits);
  tried.verdict = tried.why.empty() ? Verdict::kHeld : Verdict::kBroken;
  const bool is_receivers = is_dead(result) || !broken_by_errors(result, limits).empty();
  if (result.is_late() && !is_receivers) {
    tried.verdict = Verdict::kOwnLateness;
    if (tried.why.empty()) tried.why = result.why_invalid();
  }
  if (result.tally.latency.count() > 0) {
    const LoadFigures figures = figures_of(result);
    tried.p50_us = figures.p50_us;
    tried.p99_us = figures.p99_us;
  }
  return tried;
}

/// Whether even the fastest answer breaks a limit: it met a receiver that had nothing else to do.
bool is_slow_throughout(const LoadResult& result, std::span<const LoadLimit> limits) {
  if (result.tally.latency.count() == 0) return false;
  LoadFigures fastest = figures_of_try(result);
  LatencyHistogram one;
  one.record(result.tally.latency.percentile(0));
  fastest.latency = std::make_shared<const LatencyHistogram>(one);
  fastest.mean_us = std::chrono::duration<double, std::micro>(one.max()).count();
  return std::any_of(limits.begin(), limits.end(), [&](const LoadLimit& limit) {
    return limit.is_on_latency() && limit.is_broken_by(fastest);
  });
}

/// Whether as good as everything that was sent was answered, and the limits broken all the same.
bool keeps_up(const LoadResult& result) {
  constexpr double kAnswered = 0.95;
  const auto answered = static_cast<double>(result.delivered + result.failed);
  return answered >= kAnswered * static_cast<double>(result.accepted);
}

}  // namespace

RateSearch::RateSearch(double start, std::span<const LoadLimit> limits)
    : search_(start, kLoadRateMax), limits_(limits) {}

std::optional<MaxSearch::Probe> RateSearch::next() const {
  return maximum_.is_hopeless ? std::nullopt : search_.next();
}

const TriedRate& RateSearch::take(const LoadPlan& plan, const LoadResult& result,
                                  bool is_confirmation) {
  using Verdict = TriedRate::Verdict;
  const TriedRate& tried =
      maximum_.ladder.emplace_back(judged(plan, result, is_confirmation, limits_));
  // Something else on the machine may have delayed the emitter: the rate is tried once more.
  const bool is_own = tried.verdict == Verdict::kOwnLateness;
  if (is_own && !std::exchange(is_repeated_, true)) return tried;
  is_repeated_ = false;
  const bool held = tried.verdict == Verdict::kHeld;
  if (!held) {
    maximum_.why = tried.why;
    maximum_.is_emitters = is_own;
  }
  search_.take(held);
  note_hope(result, tried);
  return tried;
}

LoadMaximum RateSearch::maximum() const {
  LoadMaximum maximum = maximum_;
  maximum.rate = search_.found();
  maximum.broken = search_.broken();
  return maximum;
}

void RateSearch::note_hope(const LoadResult& result, const TriedRate& tried) {
  if (tried.verdict != TriedRate::Verdict::kBroken) {
    if (tried.verdict == TriedRate::Verdict::kHeld) held_ = std::max(held_, tried.rate);
    in_vain_ = 0;
    p99_before_.reset();
    return;
  }
  in_vain_ = is_in_vain(result, tried) ? in_vain_ + 1 : 0;
  p99_before_ = tried.p99_us;
  // Where a rate that has held gets nothing through, the receiver has gone down.
  const bool is_down = is_dead(result) && (held_ == 0 || tried.rate <= held_);
  maximum_.is_hopeless = in_vain_ >= 2 || is_down;
}

/// Whether a lower rate would be no better, by all that this try says.
bool RateSearch::is_in_vain(const LoadResult& result, const TriedRate& tried) const {
  if (held_ > 0) return false;
  const bool is_no_better =
      !p99_before_ || (tried.p99_us && *tried.p99_us > kBetter * *p99_before_);
  return is_slow_throughout(result, limits_) ||
         (result.failed == 0 && keeps_up(result) && is_no_better);
}

std::string why_broken(const LoadPlan& plan, const LoadResult& result,
                       std::span<const LoadLimit> limits) {
  if (is_dead(result)) return "nothing was delivered: " + worst_error(result.tally);
  std::string why = broken_by_errors(result, limits);
  if (!why.empty()) return why;
  why = broken_limit(result, limits, false);
  if (why.empty()) why = how_far_behind(plan, result);
  if (!why.empty() && result.is_late()) {
    why += fmt::format(" ({:.0f} % of the latency is the emitter's own lateness)",
                       100 * result.lateness_share());
  }
  return why;
}

}  // namespace hookline
