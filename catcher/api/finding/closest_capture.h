#pragma once

#include "catcher/api/call/call_memory.h"
#include "catcher/captures/store/stored_captures.h"

#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// Of what is there, what comes nearest to a filter: the fewest reasons against it, the newest
/// among equals.
struct ClosestCapture {
  std::optional<Capture> capture;  ///< its head alone
  std::vector<std::string> why;
};

/// Among the newest of those after `range.after` that don't match. Bodies are looked at only where
/// the filter asks for them, and then of no more captures than are some megabytes together.
ClosestCapture closest_to(StoredCaptures& store, const CallMemory& memory,
                          const CaptureQuery& range);

}  // namespace hookline
