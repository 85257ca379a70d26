#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// Appends the character of that number, which is one of Unicode's, no surrogate.
void append_utf8(std::string& out, std::uint32_t point);

/// The number that the first four characters write in hexadecimal, as behind JSON's "\u"; none
/// where they don't.
std::optional<std::uint32_t> hex4(std::string_view text);

}  // namespace hookline
