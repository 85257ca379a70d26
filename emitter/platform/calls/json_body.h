#pragma once

#include "catcher/base/json/json_reader.h"
#include "emitter/platform/calls/platform_call.h"

namespace hookline {

/// A call's body as JSON. Throws CallError(400) where it is none.
JsonDocument json_body(const PlatformCall& call);

}  // namespace hookline
