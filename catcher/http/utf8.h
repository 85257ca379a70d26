#pragma once

#include <cstddef>
#include <string_view>

namespace hookline {

/// How many bytes from the start are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates,
/// nothing over U+10FFFF); text.size() where all are.
std::size_t utf8_prefix(std::string_view text);

bool is_utf8(std::string_view text);

}  // namespace hookline
