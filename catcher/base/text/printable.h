#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <string_view>

namespace hookline {

/// Text of a stranger, fit to be shown on a terminal or in a report, as UTF-8: control bytes (line
/// breaks, tabs and with them every escape sequence) and bytes that aren't UTF-8 stand as `\xNN`,
/// other characters that steer instead of being seen (is_steering) as `\uNNNN`. Cut after
/// `bytes_max` bytes of it, between two characters, with "…".
std::string printable(std::string_view text,
                      std::size_t bytes_max = std::numeric_limits<std::size_t>::max());

/// A message of the programs' own with texts of strangers in it, as one line: line breaks become
/// blanks, all else is as in printable(). Of a very long one the middle is left out, as what to do
/// next stands at the end.
std::string printable_line(std::string_view message);

}  // namespace hookline
