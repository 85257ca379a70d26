#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

// One grammar for durations, in flags, files and calls of both programs: numbers, each with its
// unit d, h, m, s, ms or us, the largest first, each at most once, with or without a fraction:
// "250ms", "0.5s", "1m30s", "2d". A bare "0" needs no unit; blanks may stand around a part and its
// unit. At most 366 days. Both throw std::invalid_argument with a sentence that says what was
// expected.

/// In nanoseconds; what is finer is refused.
std::int64_t parse_duration_ns(std::string_view text);
/// In milliseconds; what is finer is refused.
std::int64_t parse_duration_ms(std::string_view text);

/// "4096", "512k", "64M", "2G": powers of 1024, in bytes; either case. Throws
/// std::invalid_argument with a sentence that says what was expected.
std::uint64_t parse_size(std::string_view text);

/// In the largest unit of which it is a whole number, as parse_duration_ms reads it back: 1500 is
/// "1500ms", 2000 is "2s", 86'400'000 is "1d".
std::string duration_text(std::int64_t duration_ms);
/// To the second, the largest unit first, as scenarios are written: "2h5m5s", "1d"; "0s" for less
/// than one, and for a negative one.
std::string long_duration_text(std::int64_t duration_ms);

}  // namespace hookline
