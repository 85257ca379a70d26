#pragma once

#include "emitter/load/limits/load_figures.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// A threshold: "p99>50ms", "p99.9 >= 1m30s", "mean>5ms", "errors>1%", "errors>10", "rate<4900",
/// "cpu>30us", or beside an earlier run: "p99>1.2x", more than 1.2 times what it was. Blanks may
/// stand around each part.
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
  bool is_on_latency() const { return measure_ <= Measure::kMean; }
  bool is_relative() const { return unit_ == Unit::kTimes; }
  /// Whether a relative limit can be judged beside that run.
  bool is_known_of(const LoadFigures& earlier) const { return value_in(earlier).has_value(); }
  /// How many deliveries it takes before it means something: of a percentile, ten beyond it.
  std::uint64_t samples_min() const;

 private:
  enum class Measure : std::uint8_t { kPercentile, kMean, kErrors, kRate, kCpu, kInvalid };
  enum class Unit : std::uint8_t { kMicroseconds, kPercent, kCount, kTimes };

  void set_measure(std::string_view name);
  void set_bound(std::string_view bound);
  void set_time(std::string_view bound);
  /// None where the figures of an earlier run don't tell.
  std::optional<double> value_in(const LoadFigures& figures) const;
  /// The value, or where it is relative how many times the earlier one it is.
  double judged(const LoadFigures& figures, const LoadFigures* earlier) const;

  std::string text_;
  Sense sense_ = Sense::kFailsIf;
  Measure measure_ = Measure::kInvalid;
  Unit unit_ = Unit::kCount;
  bool is_upper_ = true;        ///< "more than", else "less than"
  bool with_equality_ = false;  ///< "… or equal"
  double percent_ = 0;          ///< of a percentile
  double bound_ = 0;
};

}  // namespace hookline
