#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// RFC 4648, with padding, in one line.
void append_base64(std::string& out, std::string_view bytes);

/// Reads that back; none for anything else.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace hookline
