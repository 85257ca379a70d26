#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace hookline {

/// What some editors and libraries write before a text; it is none of the text.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// How many bytes from the start are well-formed UTF-8 (RFC 3629: no overlong forms, no surrogates,
/// nothing over U+10FFFF); text.size() where all are.
std::size_t utf8_prefix(std::string_view text);

bool is_utf8(std::string_view text);

/// The text with U+FFFD for what isn't well-formed, one for each start of a sequence that breaks
/// off, as browsers and Node.js decode it.
std::string with_replacements(std::string_view text);

}  // namespace hookline
