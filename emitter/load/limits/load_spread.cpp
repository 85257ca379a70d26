#include "emitter/load/limits/load_spread.h"

#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

namespace hookline {
namespace {

constexpr std::size_t kParts = 10;
/// Fewer answers than that have no percentile worth the name.
constexpr std::uint64_t kAnswersMin = 10;

struct Part {
  double delivered = 0;
  LatencyCounts latency;
};

/// The last stretch is left out: it may be cut off.
std::vector<Part> parts_of(const LoadTimeline& timeline) {
  const auto& stretches = timeline.stretches();
  const std::size_t each = stretches.empty() ? 0 : (stretches.size() - 1) / kParts;
  if (each == 0) return {};
  std::vector<Part> parts(kParts);
  for (std::size_t i = 0; i < each * kParts; ++i) {
    parts[i / each].delivered += static_cast<double>(stretches[i].delivered);
    parts[i / each].latency.merge(stretches[i].latency);
  }
  return parts;
}

std::optional<double> spread(std::span<const double> values) {
  if (values.size() < kParts / 2) return {};
  double sum = 0;
  for (const double value : values) sum += value;
  const double mean = sum / static_cast<double>(values.size());
  if (mean <= 0) return {};
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size() - 1)) / mean;
}

std::optional<double> spread_at(std::span<const Part> parts, double percent) {
  std::vector<double> values;
  for (const Part& part : parts) {
    if (part.latency.count() < kAnswersMin) continue;
    values.push_back(static_cast<double>(part.latency.percentile(percent).count()));
  }
  return spread(values);
}

}  // namespace

LoadSpread spread_of(const LoadTimeline& timeline) {
  const std::vector<Part> parts = parts_of(timeline);
  std::vector<double> delivered;
  delivered.reserve(parts.size());
  for (const Part& part : parts) delivered.push_back(part.delivered);
  return {.rate = spread(delivered),
          .p50 = spread_at(parts, 50),
          .p90 = spread_at(parts, 90),
          .p99 = spread_at(parts, 99),
          .p999 = spread_at(parts, 99.9)};
}

}  // namespace hookline
