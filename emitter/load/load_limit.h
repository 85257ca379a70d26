#pragma once

#include "emitter/load/load_result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// What fails a run: "p99>50ms", "errors>1%", "errors>10", "rate<4900", "invalid".
class LoadLimit {
 public:
  /// Throws std::invalid_argument with a sentence that says what was expected.
  static LoadLimit parse(std::string_view text);

  bool is_broken_by(const LoadResult& result) const;
  /// What the result has there, as text: "61.2 ms".
  std::string actual_in(const LoadResult& result) const;
  const std::string& text() const { return text_; }
  /// Whether it says how many errors there may be.
  bool is_on_errors() const { return measure_ == Measure::kErrors; }

 private:
  enum class Measure : std::uint8_t { kPercentile, kMax, kErrors, kRate, kInvalid };
  enum class Unit : std::uint8_t { kMicroseconds, kPercent, kCount };

  double value_in(const LoadResult& result) const;

  std::string text_;
  Measure measure_ = Measure::kInvalid;
  double percent_ = 0;  ///< of kPercentile
  Unit unit_ = Unit::kCount;
  bool is_upper_ = true;  ///< broken by more, else by less
  double bound_ = 0;
};

}  // namespace hookline
