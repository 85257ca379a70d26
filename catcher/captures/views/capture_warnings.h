#pragma once

#include "catcher/captures/capture.h"

#include <string>
#include <vector>

namespace hookline {

/// What is odd about how a request came that was taken all the same, and that other servers may
/// take otherwise, and why nothing follows a browser's question: sentences.
std::vector<std::string> warnings_of(const Capture& capture);

}  // namespace hookline
