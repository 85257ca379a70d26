#include "emitter/commands/load/find_max.h"

#include "emitter/commands/load/probe_watch.h"
#include "emitter/commands/load/rate_search.h"
#include "emitter/report/load/load_words.h"

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
/// Whole rates above, so that they can be typed again.
constexpr double kRoundedFrom = 100;

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

/// Runs it until it is decided.
LoadResult run_probe(const LoadPlan& plan, const LoadRunOptions& options,
                     std::span<const LoadLimit> limits, const LoadProbe& run) {
  const ProbeWatch watch(plan, limits);
  std::stop_source stop;
  const std::stop_callback passed_on(options.stop, [&] { stop.request_stop(); });
  bool cut_short = false;
  LoadRunOptions probe = options;
  probe.stop = stop.get_token();
  probe.on_progress = [&](const LoadProgress& progress) {
    if (options.on_progress) options.on_progress(progress);
    if (stop.stop_requested() || !watch.is_decided(progress)) return;
    cut_short = progress.elapsed < milliseconds(*plan.duration_ms);
    stop.request_stop();
  };
  LoadResult result = run(plan, probe);
  result.cut_short = cut_short;
  result.interrupted = options.stop.stop_requested();
  return result;
}

std::string rate_text(double rate) {
  return grouped(rate, rate < kRoundedFrom ? 1 : 0) + "/s";
}

std::string outcome_text(const TriedRate& tried) {
  switch (tried.verdict) {
    case TriedRate::Verdict::kHeld:
      return "holds";
    case TriedRate::Verdict::kBroken:
      return tried.why;
    case TriedRate::Verdict::kOwnLateness:
      break;
  }
  return "says nothing: " + tried.why;
}

void write_step(const TriedRate& tried, std::ostream& out) {
  fmt::print(out, "{:>12} for {:.1f} s: {}", rate_text(tried.rate), tried.duration_s,
             outcome_text(tried));
  if (tried.p50_us) {
    fmt::print(out, "; p50 {:.2f} ms, p99 {:.2f} ms", *tried.p50_us / 1000, *tried.p99_us / 1000);
  }
  fmt::print(out, "\n");
  out.flush();
}

}  // namespace

LoadDone find_max(const LoadPlan& plan, const LoadRunOptions& options,
                  std::span<const LoadLimit> limits, std::ostream& out, const LoadProbe& run) {
  RateSearch search(*plan.rate, limits);
  LoadDone done{plan, {}};
  fmt::print(out, "searching for the highest rate\n");
  while (const auto probe = search.next()) {
    done.plan = plan_of(plan, *probe, limits);
    LoadRunOptions run_options = options;
    if (!probe->is_confirmation) run_options.catcher = nullptr;
    done.result = run_probe(done.plan, run_options, limits, run);
    if (done.result.interrupted) break;
    write_step(search.take(done.plan, done.result, probe->is_confirmation), out);
  }
  done.result.maximum = search.maximum();
  fmt::print(out, "\n");
  return done;
}

}  // namespace hookline
