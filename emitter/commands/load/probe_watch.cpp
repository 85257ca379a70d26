#include "emitter/commands/load/probe_watch.h"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace hookline {
namespace {

using std::chrono::milliseconds;

/// Before that a receiver may still be warming up, and too few deliveries have ended.
constexpr milliseconds kSoonest{500};
/// A receiver that has answered nothing for so long is taken for dead.
constexpr milliseconds kSilent{5000};
/// What isn't answered so long after the last event has queued up, or is as good as lost.
constexpr milliseconds kAnsweredWithin{1000};
/// The counts' buckets are that wide at most: a figure from them may be so many times too high.
constexpr double kBucketWidth = 1.07;

double microseconds(LatencyCounts::Duration duration) {
  return std::chrono::duration<double, std::micro>(duration).count() / kBucketWidth;
}

/// As good as the try can still get: all that is to come is answered at once.
LoadFigures best_figures(const LoadProgress& progress, double planned) {
  LatencyCounts latency = progress.latency;
  const auto seen = static_cast<double>(latency.count());
  latency.counts.front() += static_cast<std::uint32_t>(std::max(0.0, planned - seen));
  LoadFigures figures;
  figures.deliveries_per_s = planned;
  figures.p50_us = microseconds(latency.percentile(50));
  figures.p90_us = microseconds(latency.percentile(90));
  figures.p99_us = microseconds(latency.percentile(99));
  figures.p999_us = microseconds(latency.percentile(99.9));
  figures.max_us = microseconds(latency.percentile(100));
  figures.p95_us = microseconds(latency.percentile(95));
  figures.errors = static_cast<double>(progress.failed);
  figures.accepted = std::max(1.0, planned);
  return figures;
}

}  // namespace

bool ProbeWatch::is_decided(const LoadProgress& progress) const {
  if (is_dead(progress)) return true;
  if (progress.elapsed >= kSoonest) {
    if (progress.failed > 0 && !limits_errors(limits_)) return true;
    if (breaks_anyway(progress)) return true;
  }
  const bool is_behind = progress.elapsed > milliseconds(*plan_.duration_ms) + kAnsweredWithin;
  return is_behind && progress.pending > 0;
}

bool ProbeWatch::is_dead(const LoadProgress& progress) {
  if (progress.delivered > 0) return false;
  return progress.elapsed >= kSilent ||
         (progress.elapsed >= kSoonest && progress.failed > progress.pending);
}

bool ProbeWatch::breaks_anyway(const LoadProgress& progress) const {
  const double planned = *plan_.rate * static_cast<double>(plan_.matching) *
                         static_cast<double>(*plan_.duration_ms) / 1000;
  const LoadFigures best = best_figures(progress, planned);
  return std::any_of(limits_.begin(), limits_.end(), [&](const LoadLimit& limit) {
    return (limit.is_on_latency() || limit.is_on_errors()) && limit.is_broken_by(best);
  });
}

bool limits_errors(std::span<const LoadLimit> limits) {
  return std::any_of(limits.begin(), limits.end(),
                     [](const LoadLimit& limit) { return limit.is_on_errors(); });
}

}  // namespace hookline
