#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// The bytes as UTF-8, read as the charset of that name, in any case; as browsers have it,
/// "iso-8859-1" and "us-ascii" are windows-1252. None where they aren't of that charset, or nobody
/// knows it.
std::optional<std::string> to_utf8(std::string_view bytes, std::string_view charset);

bool is_known_charset(std::string_view charset);

bool is_utf8_charset(std::string_view charset);

/// Whether it writes ASCII characters in more than a byte: UTF-16, UTF-32.
bool is_wide_charset(std::string_view charset);

}  // namespace hookline
