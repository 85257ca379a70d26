#include "emitter/report/load/load_json_report.h"

#include "catcher/captures/json_writer.h"
#include "emitter/report/load/load_words.h"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

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
  percentiles["p95"] = microseconds_at(histogram, {"p95", 95});
  percentiles["mean"] = std::chrono::duration<double, std::micro>(histogram.mean()).count();
  return percentiles;
}

Json json_of(std::uint64_t count, const std::vector<std::uint64_t>& first) {
  return {{"count", count}, {"first", first}};
}

Json json_of(const LoadArrivals& arrivals) {
  return {{"arrived", arrivals.arrived},
          {"dropped", arrivals.dropped},
          {"missing", json_of(arrivals.missing, arrivals.first.missing)},
          {"duplicated", json_of(arrivals.duplicated, arrivals.first.duplicated)},
          {"late", json_of(arrivals.unanswered, arrivals.first.unanswered)},
          {"out_of_order", json_of(arrivals.out_of_order, arrivals.first.out_of_order)}};
}

Json json_of(const LoadMaximum& maximum) {
  Json json = Json::object();
  if (maximum.rate) json["events_per_s"] = rounded(*maximum.rate, 10);
  if (maximum.broken) json["broken_at"] = rounded(*maximum.broken, 10);
  if (maximum.broken) json["why"] = maximum.why;
  return json;
}

}  // namespace

void write_load_json_report(const LoadResult& result, std::ostream& out) {
  Json errors = Json::object();
  for (const auto& [kind, error] : result.tally.errors) errors[kind] = error.count;
  Json all = {{"deliveries_per_s", rounded(result.deliveries_per_s(), 10)},
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
              {"valid", result.valid()},
              {"run", result.run}};
  if (!result.valid()) all["why_invalid"] = result.why_invalid();
  if (result.arrivals) all["catcher"] = json_of(*result.arrivals);
  if (result.maximum) all["maximum"] = json_of(*result.maximum);
  out << json_to_show(all.dump(2, ' ', false, Json::error_handler_t::replace)) << '\n';
}

}  // namespace hookline
