#pragma once

#include "catcher/captures/capture.h"

#include <string>
#include <string_view>

namespace hookline {

/// A capture of these bytes: method, target and version from its first line, head and body split at
/// the empty line, received at a fixed time. No id.
Capture capture_of(std::string_view raw);

/// POST of that form body to that target.
Capture form_capture(std::string_view target, std::string_view body);

}  // namespace hookline
