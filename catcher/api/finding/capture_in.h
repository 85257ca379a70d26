#pragma once

#include "catcher/api/call/call.h"
#include "catcher/api/call/call_memory.h"
#include "catcher/captures/store/stored_captures.h"

#include <cstdint>

namespace hookline {

/// The capture that a call's path names in its first group. Throws CallError: 400 where that is no
/// id, 404 where there is no such capture.
std::int64_t id_in(const httplib::Request& request);

/// A whole capture, and the share of memory for it and for what is made of it.
struct HeldCapture {
  MemoryBudget::Share share;
  Capture capture;
};
/// `copies`: of the capture's bytes that are held at once, itself included. Throws CallError, 503
/// besides where there is no memory for a while.
HeldCapture capture_in(StoredCaptures& store, const CallMemory& memory, std::uint64_t copies,
                       const httplib::Request& request);
CallError no_capture(std::int64_t id);

}  // namespace hookline
