#pragma once

#include "emitter/delivery/timing/recorded_pace.h"

#include <cstddef>
#include <string>

namespace hookline {

/// Reads a recorded pace: on each line a capture as the catcher exports it (NDJSON, of which
/// "received_at" counts), or a time stamp by itself, RFC 3339 or seconds since 1970. Empty lines
/// are left out. Throws Failure(kInvalidInput) with the file and the line.
RecordedPace read_pace_file(const std::string& file);

inline constexpr std::size_t kPaceLinesMax = 10'000'000;

}  // namespace hookline
