#pragma once

#include "catcher/api/call.h"
#include "catcher/captures/capture_store.h"

#include <cstdint>

namespace hookline {

/// The capture that a call's path names in its first group. Throws CallError: 400 where that is no
/// id, 404 where there is no such capture.
std::int64_t id_in(const httplib::Request& request);
Capture capture_in(CaptureStore& store, const httplib::Request& request);
CallError no_capture(std::int64_t id);

}  // namespace hookline
