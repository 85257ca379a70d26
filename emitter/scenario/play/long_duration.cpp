#include "emitter/scenario/play/long_duration.h"

#include <array>

#include <fmt/format.h>

namespace hookline {

std::string long_duration_text(std::int64_t duration_ms) {
  struct Unit {
    std::int64_t seconds;
    char name;
  };
  constexpr std::array kUnits = {Unit{86'400, 'd'}, Unit{3'600, 'h'}, Unit{60, 'm'}, Unit{1, 's'}};
  std::int64_t left_s = duration_ms > 0 ? duration_ms / 1000 : 0;
  std::string text;
  for (const Unit& unit : kUnits) {
    if (left_s >= unit.seconds) text += fmt::format("{}{}", left_s / unit.seconds, unit.name);
    left_s %= unit.seconds;
  }
  return text.empty() ? "0s" : text;
}

}  // namespace hookline
