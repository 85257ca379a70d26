#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// "250ms", "2s", "1m": a whole number and its unit; a bare "0" needs none. Milliseconds, at most
/// 24 hours. Throws std::invalid_argument with a sentence that says what was expected.
std::int64_t parse_duration_ms(std::string_view text);

/// "4096", "512k", "64M", "2G": powers of 1024, in bytes; either case. Throws
/// std::invalid_argument with a sentence that says what was expected.
std::uint64_t parse_size(std::string_view text);

/// The shortest text that parse_duration_ms reads back: 1500 is "1500ms", 2000 is "2s".
std::string duration_text(std::int64_t duration_ms);

}  // namespace hookline
