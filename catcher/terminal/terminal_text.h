#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// Text of a stranger, safe for a terminal: control bytes (and with them every escape sequence),
/// what turns the direction of writing, and bytes over 126 that are not UTF-8 stand as \xNN, a
/// backslash as two; cut after `bytes_max` with "…".
std::string terminal_text(std::string_view text, std::size_t bytes_max);

}  // namespace hookline
