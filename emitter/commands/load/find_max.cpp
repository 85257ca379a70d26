#include "emitter/commands/load/find_max.h"

#include "emitter/load/limits/max_search.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ostream>
#include <stop_token>
#include <string>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kConfirmedBy = 3;  ///< as long as a probe
constexpr std::int64_t kProbeMaxMs = 60'000;
/// What isn't answered so long after the last event has queued up, or is as good as lost.
constexpr milliseconds kAnsweredWithin{1000};
/// A queue at the end that takes longer to be worked off has grown, by more than chance: of the
/// duration, and at least.
constexpr double kBehindMax = 0.05;
constexpr double kBehindMinS = 0.05;
/// Whole rates above, so that they can be typed again.
constexpr double kRoundedFrom = 100;

bool errors_are_limited(std::span<const LoadLimit> limits) {
  return std::any_of(limits.begin(), limits.end(),
                     [](const LoadLimit& limit) { return limit.is_on_errors(); });
}

/// Long enough for the limits' percentiles to mean something.
std::int64_t probe_ms(const LoadPlan& plan, std::span<const LoadLimit> limits) {
  std::uint64_t samples = 0;
  for (const LoadLimit& limit : limits) samples = std::max(samples, limit.samples_min());
  const double seconds =
      static_cast<double>(samples) / (*plan.rate * static_cast<double>(plan.matching));
  const auto wanted_ms = static_cast<std::int64_t>(std::min(1e9, std::ceil(1000 * seconds)));
  return std::max(*plan.duration_ms, std::min(wanted_ms, kProbeMaxMs));
}

LoadPlan plan_of(const LoadPlan& plan, const MaxSearch::Probe& probe,
                 std::span<const LoadLimit> limits) {
  LoadPlan tried = plan;
  tried.rate = probe.rate < kRoundedFrom ? probe.rate : std::round(probe.rate);
  tried.duration_ms = probe_ms(tried, limits) * (probe.is_confirmation ? kConfirmedBy : 1);
  return tried;
}

/// Runs it, and doesn't wait for a queue that has grown to be worked off.
LoadResult run_probe(const LoadPlan& plan, const LoadRunOptions& options, const LoadProbe& run) {
  std::stop_source stop;
  const std::stop_callback passed_on(options.stop, [&] { stop.request_stop(); });
  LoadRunOptions probe = options;
  probe.stop = stop.get_token();
  probe.on_progress = [&](const LoadProgress& progress) {
    if (options.on_progress) options.on_progress(progress);
    const bool is_behind = progress.elapsed > milliseconds(*plan.duration_ms) + kAnsweredWithin;
    if (is_behind && progress.pending > 0) stop.request_stop();
  };
  LoadResult result = run(plan, probe);
  result.interrupted = options.stop.stop_requested();
  return result;
}

std::string rate_text(double rate) {
  return fmt::format("{:.{}f}/s", rate, rate < kRoundedFrom ? 1 : 0);
}

std::string broken_limit(const LoadResult& result, std::span<const LoadLimit> limits) {
  const LoadFigures figures = figures_of(result);
  for (const LoadLimit& limit : limits) {
    if (!limit.is_broken_by(figures)) continue;
    return fmt::format("{} is broken by {}", limit.text(), limit.actual_in(figures));
  }
  return {};
}

std::string how_far_behind(const LoadPlan& plan, const LoadResult& result) {
  if (result.pending > 0 || result.events_unsent > 0) {
    return fmt::format("it fell behind: {} were not answered {} s after the end",
                       result.pending + result.events_unsent * plan.matching,
                       std::chrono::duration<double>(kAnsweredWithin).count());
  }
  const double planned_s = static_cast<double>(*plan.duration_ms) / 1000;
  // The last one may take as long as any; what is beyond that, it has waited.
  const double answer_s = std::chrono::duration<double>(result.tally.service.max()).count();
  const double behind_s = result.duration_s - planned_s - answer_s;
  if (behind_s <= std::max(kBehindMinS, kBehindMax * planned_s)) return {};
  return fmt::format("it fell behind: the last answer came {:.2f} s after the end",
                     result.duration_s - planned_s);
}

void write_step(const LoadPlan& plan, const LoadResult& result, const std::string& why,
                std::ostream& out) {
  const LoadFigures figures = figures_of(result);
  fmt::print(out, "{:>12} for {:.1f} s: {}; p50 {:.2f} ms, p99 {:.2f} ms\n", rate_text(*plan.rate),
             static_cast<double>(*plan.duration_ms) / 1000, why.empty() ? "holds" : why,
             figures.p50_us / 1000, figures.p99_us / 1000);
  out.flush();
}

}  // namespace

std::string why_broken(const LoadPlan& plan, const LoadResult& result,
                       std::span<const LoadLimit> limits) {
  std::string why = broken_limit(result, limits);
  if (why.empty() && result.failed > 0 && !errors_are_limited(limits)) {
    why = fmt::format("{} failed", result.failed);
  }
  if (why.empty()) why = how_far_behind(plan, result);
  if (!why.empty() && result.lateness_share() > LoadResult::kLatenessShareMax) {
    why += fmt::format(" ({:.0f} % of the latency is the emitter's own lateness)",
                       100 * result.lateness_share());
  }
  return why;
}

LoadDone find_max(const LoadPlan& plan, const LoadRunOptions& options,
                  std::span<const LoadLimit> limits, std::ostream& out, const LoadProbe& run) {
  MaxSearch search(*plan.rate, kLoadRateMax);
  LoadMaximum maximum;
  LoadDone done{plan, {}};
  fmt::print(out, "searching for the highest rate\n");
  while (const auto probe = search.next()) {
    done.plan = plan_of(plan, *probe, limits);
    LoadRunOptions run_options = options;
    if (!probe->is_confirmation) run_options.catcher = nullptr;
    done.result = run_probe(done.plan, run_options, run);
    if (done.result.interrupted) break;
    const std::string why = why_broken(done.plan, done.result, limits);
    write_step(done.plan, done.result, why, out);
    if (!why.empty()) maximum.why = why;
    search.take(why.empty());
  }
  maximum.rate = search.found();
  maximum.broken = search.broken();
  done.result.maximum = maximum;
  fmt::print(out, "\n");
  return done;
}

}  // namespace hookline
