#pragma once

#include "catcher/base/text/printable.h"

#include <string>
#include <string_view>

namespace hookline {

/// Adds a character of text, escaped where it is one of the three that mean something there: fit
/// for text, but not for attribute values.
void append_markup_text(std::string& out, char c);

/// printable(), with the five characters of XML and HTML that mean something escaped: fit for text
/// and for attribute values.
std::string markup_escaped(std::string_view text);

}  // namespace hookline
