#include "emitter/commands/flags/values/flag_values.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/quantity.h"

#include <charconv>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {

void refuse_flag(std::string_view flag, std::string_view value, std::string_view sentence) {
  throw Failure(ExitCode::kUsage, fmt::format("{} {}: {}", flag, value, sentence));
}

std::uint64_t number_in(std::string_view flag, const std::string& text, std::uint64_t max) {
  std::uint64_t number = 0;
  const char* last = text.data() + text.size();
  const auto [end, problem] = std::from_chars(text.data(), last, number);
  if (problem == std::errc() && end == last && number >= 1 && number <= max) return number;
  refuse_flag(flag, text, fmt::format("give a whole number from 1 to {}", max));
}

std::int64_t duration_in(std::string_view flag, const std::string& text) {
  try {
    const std::int64_t duration_ms = parse_duration_ms(text);
    if (duration_ms > 0) return duration_ms;
  } catch (const std::invalid_argument& error) {
    refuse_flag(flag, text, error.what());
  }
  refuse_flag(flag, text, "give a time over 0, such as 500ms, 10s or 1m30s");
}

}  // namespace hookline
