#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// A value in a sentence about a filter: in quotes, whatever it holds, and short. UTF-8 stands as
/// it is.
std::string quoted_value(std::string_view text);

}  // namespace hookline
