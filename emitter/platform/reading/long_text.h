#pragma once

#include <cstddef>
#include <string>

namespace hookline {

class JsonValue;

inline constexpr std::size_t kLongTextBytesMax = std::size_t{64} << 20;

/// A text that a file need not, or can't, write out: a text or a number as it stands; or an object,
/// {"repeat": "text ", "times": 1048576}, that text so many times in a row, or {"base64": "AP8="},
/// any bytes. Throws Failure(kInvalidInput), also where it would get longer than kLongTextBytesMax.
std::string read_long_text(const JsonValue& value);

}  // namespace hookline
