#pragma once

#include "catcher/captures/capture.h"

namespace hookline {

/// All of a capture but its bytes: what lists and log lines are made of, for less than a copy.
Capture outline_of(const Capture& capture);

}  // namespace hookline
