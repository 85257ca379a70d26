#include "emitter/load/limits/load_limit.h"

#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

const std::map<std::string_view, double> kTimeUnits_us = {{"us", 1}, {"ms", 1e3}, {"s", 1e6}};

[[noreturn]] void refuse(LoadLimit::Sense sense) {
  throw std::invalid_argument(fmt::format(
      "this is no limit; give p50, p90, p99, p999 or max with a time (p99>50ms), errors with a "
      "number or a share (errors>1%), rate with a number (rate<4900), cpu with the time a delivery "
      "takes (cpu>30us), or any of these beside the run of --compare (p99>1.2x){}",
      sense == LoadLimit::Sense::kFailsIf ? ", or invalid" : ""));
}

}  // namespace

LoadLimit LoadLimit::parse(std::string_view text, Sense sense) {
  LoadLimit limit;
  limit.text_ = text;
  limit.sense_ = sense;
  if (text == "invalid" && sense == Sense::kFailsIf) return limit;
  const auto sign = text.find_first_of("<>");
  if (sign == std::string_view::npos) refuse(limit.sense_);
  limit.measure_ = limit.measure_named(text.substr(0, sign));
  limit.is_upper_ = text[sign] == '>';
  const std::string_view bound = text.substr(sign + 1);
  const char* last = bound.data() + bound.size();
  const auto [end, problem] = std::from_chars(bound.data(), last, limit.bound_);
  const bool sound = problem == std::errc() && std::isfinite(limit.bound_) && limit.bound_ >= 0;
  if (!sound) refuse(limit.sense_);
  limit.set_unit({end, static_cast<std::size_t>(last - end)});
  return limit;
}

LoadLimit::Measure LoadLimit::measure_named(std::string_view name) const {
  static const std::map<std::string_view, Measure> kMeasures = {
      {"p50", Measure::kP50},   {"p90", Measure::kP90}, {"p99", Measure::kP99},
      {"p999", Measure::kP999}, {"max", Measure::kMax}, {"errors", Measure::kErrors},
      {"rate", Measure::kRate}, {"cpu", Measure::kCpu}};
  const auto found = kMeasures.find(name);
  if (found == kMeasures.end()) refuse(sense_);
  return found->second;
}

void LoadLimit::set_unit(std::string_view unit) {
  const auto time_unit = kTimeUnits_us.find(unit);
  const bool is_time = is_on_latency() || measure_ == Measure::kCpu;
  if (unit == "x") {
    unit_ = Unit::kTimes;
  } else if (is_time && time_unit != kTimeUnits_us.end()) {
    unit_ = Unit::kMicroseconds;
    bound_ *= time_unit->second;
  } else if (!is_time && unit.empty()) {
    unit_ = Unit::kCount;
  } else if (measure_ == Measure::kErrors && unit == "%") {
    unit_ = Unit::kPercent;
  } else {
    refuse(sense_);
  }
}

std::uint64_t LoadLimit::samples_min() const {
  switch (measure_) {
    case Measure::kP50:
      return 20;
    case Measure::kP90:
      return 100;
    case Measure::kP99:
    case Measure::kMax:
      return 1'000;
    case Measure::kP999:
      return 10'000;
    default:
      return 1;
  }
}

double LoadLimit::value_in(const LoadFigures& figures) const {
  switch (measure_) {
    case Measure::kP50:
      return figures.p50_us;
    case Measure::kP90:
      return figures.p90_us;
    case Measure::kP99:
      return figures.p99_us;
    case Measure::kP999:
      return figures.p999_us;
    case Measure::kMax:
      return figures.max_us;
    case Measure::kErrors:
      if (unit_ != Unit::kPercent) return figures.errors;
      return figures.accepted > 0 ? 100 * figures.errors / figures.accepted : 0;
    case Measure::kRate:
      return figures.deliveries_per_s;
    case Measure::kCpu:
      return figures.cpu_us_per_delivery;
    case Measure::kInvalid:
      break;
  }
  return figures.valid ? 0 : 1;
}

double LoadLimit::judged(const LoadFigures& figures, const LoadFigures* earlier) const {
  const double value = value_in(figures);
  if (!is_relative()) return value;
  const double before = earlier ? value_in(*earlier) : 0;
  if (before > 0) return value / before;
  return value > 0 ? std::numeric_limits<double>::infinity() : 1;
}

bool LoadLimit::is_broken_by(const LoadFigures& figures, const LoadFigures* earlier) const {
  const double value = judged(figures, earlier);
  const bool is_so = is_upper_ ? value > bound_ : value < bound_;
  return is_so == (sense_ == Sense::kFailsIf);
}

std::string LoadLimit::actual_in(const LoadFigures& figures, const LoadFigures* earlier) const {
  if (measure_ == Measure::kInvalid) return figures.valid ? "valid" : "invalid";
  const double value = judged(figures, earlier);
  switch (unit_) {
    case Unit::kMicroseconds:
      return measure_ == Measure::kCpu ? fmt::format("{:.2f} us", value)
                                       : fmt::format("{:.2f} ms", value / 1000);
    case Unit::kPercent:
      return fmt::format("{:.2f} %", value);
    case Unit::kTimes:
      return fmt::format("{:.2f}x", value);
    case Unit::kCount:
      break;
  }
  return fmt::format("{:.0f}", value);
}

}  // namespace hookline
