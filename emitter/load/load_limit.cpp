#include "emitter/load/load_limit.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

const std::map<std::string_view, double> kPercentiles = {
    {"p50", 50}, {"p90", 90}, {"p99", 99}, {"p999", 99.9}};
const std::map<std::string_view, double> kTimeUnits_us = {{"us", 1}, {"ms", 1e3}, {"s", 1e6}};

[[noreturn]] void refuse(std::string_view text) {
  throw std::invalid_argument(
      fmt::format("\"{}\" is no limit; give p50, p90, p99, p999 or max with a time (p99>50ms), "
                  "errors with a number or a share (errors>1%), rate with a number (rate<4900), or "
                  "invalid",
                  text));
}

double microseconds(LatencyHistogram::Duration duration) {
  return std::chrono::duration<double, std::micro>(duration).count();
}

}  // namespace

LoadLimit LoadLimit::parse(std::string_view text) {
  LoadLimit limit;
  limit.text_ = text;
  if (text == "invalid") return limit;
  const auto sign = text.find_first_of("<>");
  if (sign == std::string_view::npos) refuse(text);
  const std::string_view name = text.substr(0, sign);
  const std::string_view bound = text.substr(sign + 1);
  limit.is_upper_ = text[sign] == '>';
  const char* last = bound.data() + bound.size();
  const auto [end, problem] = std::from_chars(bound.data(), last, limit.bound_);
  const bool sound = problem == std::errc() && std::isfinite(limit.bound_) && limit.bound_ >= 0;
  if (!sound) refuse(text);
  const std::string_view unit(end, static_cast<std::size_t>(last - end));
  const auto percentile = kPercentiles.find(name);
  const auto time_unit = kTimeUnits_us.find(unit);
  if (percentile != kPercentiles.end() || name == "max") {
    if (time_unit == kTimeUnits_us.end()) refuse(text);
    limit.measure_ = name == "max" ? Measure::kMax : Measure::kPercentile;
    limit.percent_ = name == "max" ? 100 : percentile->second;
    limit.unit_ = Unit::kMicroseconds;
    limit.bound_ *= time_unit->second;
  } else if (name == "errors" && (unit.empty() || unit == "%")) {
    limit.measure_ = Measure::kErrors;
    limit.unit_ = unit.empty() ? Unit::kCount : Unit::kPercent;
  } else if (name == "rate" && unit.empty()) {
    limit.measure_ = Measure::kRate;
  } else {
    refuse(text);
  }
  return limit;
}

double LoadLimit::value_in(const LoadResult& result) const {
  switch (measure_) {
    case Measure::kPercentile:
      return microseconds(result.tally.latency.percentile(percent_));
    case Measure::kMax:
      return microseconds(result.tally.latency.max());
    case Measure::kErrors: {
      const auto errors = static_cast<double>(result.failed + result.pending);
      if (unit_ == Unit::kCount) return errors;
      return result.accepted == 0 ? 0 : 100 * errors / static_cast<double>(result.accepted);
    }
    case Measure::kRate:
      return result.deliveries_per_s();
    case Measure::kInvalid:
      break;
  }
  return result.valid() ? 0 : 1;
}

bool LoadLimit::is_broken_by(const LoadResult& result) const {
  const double value = value_in(result);
  return is_upper_ ? value > bound_ : value < bound_;
}

std::string LoadLimit::actual_in(const LoadResult& result) const {
  if (measure_ == Measure::kInvalid) return result.valid() ? "valid" : "invalid";
  const double value = value_in(result);
  switch (unit_) {
    case Unit::kMicroseconds:
      return fmt::format("{:.2f} ms", value / 1000);
    case Unit::kPercent:
      return fmt::format("{:.2f} %", value);
    case Unit::kCount:
      break;
  }
  return fmt::format("{:.0f}", value);
}

}  // namespace hookline
