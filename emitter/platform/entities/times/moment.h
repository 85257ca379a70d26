#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// For a text that begins like a time, "2024-02-30T04:45:41" or with a blank for the T: why there
/// is no such day or time of day; empty where there is, and for other texts.
std::string problem_with_moment(std::string_view text);

/// For a text that is the beginning of a time with its offset, as "2024-02-28": what is missing
/// behind it; empty for other texts.
std::string missing_in_moment(std::string_view text);

}  // namespace hookline
