#pragma once

#include <string>
#include <string_view>

namespace hookline {

/// The text as UTF-8 that can be shown: bytes that aren't UTF-8 become U+FFFD, control bytes (line
/// breaks and tabs too) the four characters `\xNN`. What was sent can so neither steer a terminal
/// nor break XML.
std::string printable(std::string_view text);

/// printable(), with the five characters of XML and HTML that mean something escaped: fit for text
/// and for attribute values.
std::string markup_escaped(std::string_view text);

}  // namespace hookline
