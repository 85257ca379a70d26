#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

// What stands after a flag, read and judged. Everything throws Failure(kUsage): the flag, what was
// given, and what was expected.

[[noreturn]] void refuse_flag(std::string_view flag, std::string_view value,
                              std::string_view sentence);
/// From 1 to `max`.
std::uint64_t number_in(std::string_view flag, const std::string& text, std::uint64_t max);
/// Over 0, in milliseconds.
std::int64_t duration_in(std::string_view flag, const std::string& text);

}  // namespace hookline
