#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace hookline {

/// How long the value of a Retry-After header asks to wait: seconds, or a date in any of the three
/// forms that RFC 9110 (5.6.7) has receivers accept. What lies in the past is 0, more than a year
/// is a year. None for anything else.
std::optional<std::chrono::milliseconds> parse_retry_after(
    std::string_view value, std::chrono::system_clock::time_point now);

}  // namespace hookline
