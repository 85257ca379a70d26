#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace hookline {

/// Colours of the sixteen that every terminal has, which its user may have chosen.
enum class Ink : std::uint8_t { kPlain, kFaint, kRed, kGreen, kYellow, kBlue, kMagenta, kCyan };

Ink ink_of_status(int status);

/// Puts a line together, in colour or without.
class Brush {
 public:
  explicit Brush(bool colour) : colour_(colour) {}

  Brush& put(Ink ink, std::string_view text);
  /// Takes what was put so far.
  std::string take() { return std::exchange(out_, ""); }

 private:
  const bool colour_;
  std::string out_;
};

/// "10:45:41.123", local time, of microseconds since 1970 UTC.
std::string time_of_day(std::int64_t at_us);

}  // namespace hookline
