#pragma once

#include "catcher/base/http/headers/header.h"

#include <string>
#include <string_view>

namespace hookline {

/// Headers as they lie in a column: name NUL value NUL.
std::string packed(const Headers& headers);
/// Takes the first off the bytes.
Header take_packed(std::string_view& bytes);
Headers unpacked(std::string_view bytes);

}  // namespace hookline
