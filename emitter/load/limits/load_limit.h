#pragma once

#include "emitter/load/limits/load_figures.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// A threshold: "p99>50ms", "errors>1%", "errors>10", "rate<4900", "cpu>30us", or beside an earlier
/// run: "p99>1.2x", more than 1.2 times what it was.
class LoadLimit {
 public:
  enum class Sense : std::uint8_t {
    kFailsIf,   ///< a run that is so is broken; "invalid" is one too
    kMustHold,  ///< a run that isn't so is broken
  };

  /// Throws std::invalid_argument with a sentence that says what was expected.
  static LoadLimit parse(std::string_view text, Sense sense = Sense::kFailsIf);

  /// `earlier` is the run that a relative limit is about; only such a one asks for it.
  bool is_broken_by(const LoadFigures& figures, const LoadFigures* earlier = nullptr) const;
  /// What the run has there, as text: "61.20 ms", "1.31x".
  std::string actual_in(const LoadFigures& figures, const LoadFigures* earlier = nullptr) const;
  const std::string& text() const { return text_; }
  /// Whether it says how many errors there may be.
  bool is_on_errors() const { return measure_ == Measure::kErrors; }
  bool is_on_latency() const { return measure_ <= Measure::kMax; }
  bool is_relative() const { return unit_ == Unit::kTimes; }
  /// How many deliveries it takes before it means something: of a percentile, ten beyond it.
  std::uint64_t samples_min() const;

 private:
  enum class Measure : std::uint8_t {
    kP50,
    kP90,
    kP99,
    kP999,
    kMax,
    kErrors,
    kRate,
    kCpu,
    kInvalid
  };
  enum class Unit : std::uint8_t { kMicroseconds, kPercent, kCount, kTimes };

  Measure measure_named(std::string_view name) const;
  void set_unit(std::string_view unit);
  double value_in(const LoadFigures& figures) const;
  /// The value, or where it is relative how many times the earlier one it is.
  double judged(const LoadFigures& figures, const LoadFigures* earlier) const;

  std::string text_;
  Sense sense_ = Sense::kFailsIf;
  Measure measure_ = Measure::kInvalid;
  Unit unit_ = Unit::kCount;
  bool is_upper_ = true;  ///< "more than", else "less than"
  double bound_ = 0;
};

}  // namespace hookline
