#pragma once

#include "catcher/captures/capture.h"

#include <string>
#include <vector>

namespace hookline {

/// What is odd about a request that the catcher took all the same and other servers may not, and
/// why a browser sends nothing after its preflight: sentences.
std::vector<std::string> warnings_of(const Capture& capture);

}  // namespace hookline
