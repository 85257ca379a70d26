#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// What CLI11 says of a command, in lines that fit: descriptions go on below where they began.
/// Blank lines never come in twos.
std::string fitted_help(std::string_view help, std::size_t columns);

}  // namespace hookline
