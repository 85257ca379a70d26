#include "emitter/report/load/load_comparison.h"

#include "catcher/base/text/markup/markup_escaped.h"
#include "emitter/report/load/load_words.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <ostream>

#include <fmt/format.h>
#include <fmt/ostream.h>

namespace hookline {
namespace {

/// Where a run was too short to show how much it varies.
constexpr double kUnknownNoise = 0.3;
/// Two runs differ by more than the parts of one do.
constexpr double kDeviations = 2;
constexpr double kLatencyNoiseMinMs = 0.05;
constexpr double kCpuNoise = 0.15;

double noise_of(std::optional<double> now, std::optional<double> then) {
  if (!now || !then) return kUnknownNoise;
  return std::max(LoadComparison::kSame, kDeviations * std::hypot(*now, *then));
}

/// `samples_min`: ten beyond the percentile.
LoadComparison latency(std::string name, double then_us, double now_us, double noise,
                       bool has_samples) {
  return {.name = std::move(name),
          .then = then_us / 1000,
          .now = now_us / 1000,
          .more_is_better = false,
          .noise = noise,
          .noise_min = kLatencyNoiseMinMs,
          .has_samples = has_samples};
}

}  // namespace

double LoadComparison::ratio() const {
  if (then > 0) return now / then;
  return now > 0 ? std::numeric_limits<double>::infinity() : 1;
}

std::string LoadComparison::verdict() const {
  if (!is_comparable) return "another plan";
  if (!has_samples) return "too few";
  const double difference = std::abs(ratio() - 1);
  if (difference < kSame || std::abs(now - then) < noise_min) return "same";
  if (difference < noise) return "within noise";
  return (ratio() > 1) == more_is_better ? "better" : "worse";
}

std::vector<LoadComparison> compare_loads(const LoadFigures& now, const LoadFigures& then) {
  const double samples = std::min(now.samples, then.samples);
  const LoadSpread& a = now.spread;
  const LoadSpread& b = then.spread;
  return {
      {.name = "deliveries/s",
       .then = then.deliveries_per_s,
       .now = now.deliveries_per_s,
       .more_is_better = true,
       .noise = noise_of(a.rate, b.rate)},
      latency("p50, ms", then.p50_us, now.p50_us, noise_of(a.p50, b.p50), samples >= 20),
      latency("p90, ms", then.p90_us, now.p90_us, noise_of(a.p90, b.p90), samples >= 100),
      latency("p99, ms", then.p99_us, now.p99_us, noise_of(a.p99, b.p99), samples >= 1'000),
      latency("p999, ms", then.p999_us, now.p999_us, noise_of(a.p999, b.p999), samples >= 10'000),
      {.name = "cpu, us",
       .then = then.cpu_us_per_delivery,
       .now = now.cpu_us_per_delivery,
       .more_is_better = false,
       .noise = kCpuNoise,
       .has_samples = samples >= 100}};
}

std::vector<LoadComparison> compare_loads(const LoadReport& report) {
  auto lines = compare_loads(figures_of(report.result), report.earlier->figures);
  const bool is_comparable = why_incomparable(*report.earlier, report.plan).empty();
  for (LoadComparison& line : lines) line.is_comparable = is_comparable;
  return lines;
}

std::vector<std::string> comparison_warnings(const LoadReport& report) {
  const EarlierRun& earlier = *report.earlier;
  std::vector<std::string> warnings;
  const std::string difference = why_incomparable(earlier, report.plan);
  if (!difference.empty()) {
    warnings.push_back(fmt::format(
        "the earlier run had another plan: {}; what they differ by says nothing of the receiver",
        difference));
  }
  if (!earlier.plan) {
    warnings.emplace_back(
        "the earlier report doesn't say of which plan it is; see that it is the "
        "same");
  }
  const RunPlace& place = report.place;
  const std::string machine =
      fmt::format("{}, {}, {} cores", place.host, place.processor, place.cores);
  if (!earlier.machine.empty() && !place.host.empty() && earlier.machine != machine) {
    warnings.push_back(
        fmt::format("the earlier run was made on another machine: {}", earlier.machine));
  }
  if (earlier.is_resumed || !report.coverage().empty()) {
    warnings.emplace_back("a run that was taken up again is compared by its last start alone");
  }
  if (!earlier.figures.valid) warnings.emplace_back("the earlier run was NOT VALID");
  if (!report.result.valid()) warnings.emplace_back("this run is NOT VALID");
  return warnings;
}

void write_load_comparison(const LoadReport& report, std::ostream& out) {
  fmt::print(out, "\nbeside {}\n{:<14}{:>14}{:>14}{:>10}\n", printable(report.earlier->file), "",
             "then", "now", "ratio");
  for (const LoadComparison& line : compare_loads(report)) {
    fmt::print(out, "{:<14}{:>14}{:>14}{:>9.2f}x  {}\n", line.name, grouped(line.then, 3),
               grouped(line.now, 3), line.ratio(), line.verdict());
  }
  for (const std::string& warning : comparison_warnings(report)) {
    fmt::print(out, "{}\n", printable(warning));
  }
}

}  // namespace hookline
