#include "emitter/load/limits/load_limit.h"

#include "catcher/base/text/ascii.h"
#include "catcher/base/units/quantity.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

[[noreturn]] void refuse(LoadLimit::Sense sense) {
  throw std::invalid_argument(fmt::format(
      "this is no limit; give a figure, one of < <= > >=, and a bound: p50, p95, p99.9, mean or "
      "max "
      "with a time (p99>50ms, max<=1m30s), errors with a number or a share (errors>1%), rate with "
      "a "
      "number (rate<4900), cpu with the time a delivery takes (cpu>30us), or any of these beside "
      "the run of --compare (p99>1.2x){}",
      sense == LoadLimit::Sense::kFailsIf ? ", or invalid" : ""));
}

/// The whole text as a number from 0; none where it isn't one.
std::optional<double> number_in(std::string_view text) {
  double number = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  const bool sound = problem == std::errc() && end == last && std::isfinite(number) && number >= 0;
  return sound ? std::optional(number) : std::nullopt;
}

/// Of "p95" or "p99.9"; digits after two nines without a point are taken for a fraction, as "p999"
/// is called everywhere. None: no percentile.
std::optional<double> percent_named(std::string_view name) {
  if (name == "max") return 100;
  if (!name.starts_with('p') || name.size() < 2 || name[1] < '0' || name[1] > '9') return {};
  std::string digits(name.substr(1));
  if (digits.size() > 2 && digits.starts_with("99") && digits[2] != '.') digits.insert(2, ".");
  if (digits.ends_with('.')) return {};
  const auto percent = number_in(digits);
  return percent && *percent > 0 && *percent <= 100 ? percent : std::nullopt;
}

}  // namespace

LoadLimit LoadLimit::parse(std::string_view text, Sense sense) {
  LoadLimit limit;
  text = trimmed(text);
  limit.text_ = text;
  limit.sense_ = sense;
  if (text == "invalid" && sense == Sense::kFailsIf) return limit;
  const auto sign = text.find_first_of("<>");
  if (sign == std::string_view::npos) refuse(sense);
  limit.is_upper_ = text[sign] == '>';
  std::string_view bound = text.substr(sign + 1);
  limit.with_equality_ = bound.starts_with('=');
  if (limit.with_equality_) bound.remove_prefix(1);
  limit.set_measure(trimmed(text.substr(0, sign)));
  limit.set_bound(trimmed(bound));
  return limit;
}

void LoadLimit::set_measure(std::string_view name) {
  static const std::map<std::string_view, Measure> kMeasures = {{"mean", Measure::kMean},
                                                                {"errors", Measure::kErrors},
                                                                {"rate", Measure::kRate},
                                                                {"cpu", Measure::kCpu}};
  if (const auto percent = percent_named(name)) {
    measure_ = Measure::kPercentile;
    percent_ = *percent;
    return;
  }
  const auto found = kMeasures.find(name);
  if (found == kMeasures.end()) refuse(sense_);
  measure_ = found->second;
}

void LoadLimit::set_bound(std::string_view bound) {
  std::optional<double> number;
  if (bound.ends_with('x')) {
    unit_ = Unit::kTimes;
    number = number_in(trimmed(bound.substr(0, bound.size() - 1)));
  } else if (is_on_latency() || measure_ == Measure::kCpu) {
    return set_time(bound);
  } else if (measure_ == Measure::kErrors && bound.ends_with('%')) {
    unit_ = Unit::kPercent;
    number = number_in(trimmed(bound.substr(0, bound.size() - 1)));
  } else {
    unit_ = Unit::kCount;
    number = number_in(bound);
  }
  if (!number) refuse(sense_);
  bound_ = *number;
}

void LoadLimit::set_time(std::string_view bound) {
  unit_ = Unit::kMicroseconds;
  const bool has_unit = bound.find_first_not_of("0123456789. ") != std::string_view::npos;
  if (!has_unit) refuse(sense_);
  bound_ = static_cast<double>(parse_duration_ns(bound)) / 1000;
}

std::uint64_t LoadLimit::samples_min() const {
  constexpr std::uint64_t kOfTheLongest = 1'000;
  constexpr double kBeyond = 10;
  if (measure_ == Measure::kMean) return 20;
  if (measure_ != Measure::kPercentile) return 1;
  if (percent_ >= 100) return kOfTheLongest;
  return static_cast<std::uint64_t>(std::llround(kBeyond * 100 / std::min(100 - percent_, 50.0)));
}

std::optional<double> LoadLimit::value_in(const LoadFigures& figures) const {
  switch (measure_) {
    case Measure::kPercentile:
      return figures.percentile_us(percent_);
    case Measure::kMean:
      return figures.mean_us;
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
  const double value = value_in(figures).value_or(0);
  if (!is_relative()) return value;
  const double before = earlier ? value_in(*earlier).value_or(0) : 0;
  if (before > 0) return value / before;
  return value > 0 ? std::numeric_limits<double>::infinity() : 1;
}

bool LoadLimit::is_broken_by(const LoadFigures& figures, const LoadFigures* earlier) const {
  const double value = judged(figures, earlier);
  const bool is_beyond = is_upper_ ? value > bound_ : value < bound_;
  const bool is_so = is_beyond || (with_equality_ && value == bound_);
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
