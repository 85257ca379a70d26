#include "emitter/report/load/load_json_report.h"

#include "emitter/report/load/load_words.h"

#include <cmath>
#include <ostream>
#include <string>

#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::ordered_json;

/// Without digits that say nothing.
double rounded(double value, double per_unit) {
  return std::round(value * per_unit) / per_unit;
}

Json json_of(const LatencyHistogram& histogram) {
  Json percentiles = Json::object();
  for (const LoadPercentile& percentile : kLoadPercentiles) {
    percentiles[std::string(percentile.label)] = microseconds_at(histogram, percentile);
  }
  return percentiles;
}

}  // namespace

void write_load_json_report(const LoadResult& result, std::ostream& out) {
  Json errors = Json::object();
  for (const auto& [kind, error] : result.tally.errors) errors[kind] = error.count;
  const Json all = {{"deliveries_per_s", rounded(result.deliveries_per_s(), 10)},
                    {"events_per_s", rounded(result.events_per_s(), 10)},
                    {"duration_s", rounded(result.duration_s, 1e6)},
                    {"accepted", result.accepted},
                    {"delivered", result.delivered},
                    {"failed", result.failed},
                    {"pending", result.pending},
                    {"attempts", result.tally.attempts},
                    {"retries", result.tally.retries},
                    {"errors", errors},
                    {"latency_us", json_of(result.tally.latency)},
                    {"service_us", json_of(result.tally.service)},
                    {"lateness_us", json_of(result.tally.lateness)},
                    {"cpu_us_per_delivery", rounded(result.cpu_us_per_delivery(), 100)},
                    {"valid", result.valid()}};
  out << all.dump(2) << '\n';
}

}  // namespace hookline
