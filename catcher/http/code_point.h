#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// Appends the character of that number, which is one of Unicode's, no surrogate.
void append_utf8(std::string& out, std::uint32_t point);

}  // namespace hookline
