#pragma once

#include "catcher/base/text/printable.h"

#include <string>
#include <string_view>

namespace hookline {

/// printable(), with the five characters of XML and HTML that mean something escaped: fit for text
/// and for attribute values.
std::string markup_escaped(std::string_view text);

}  // namespace hookline
