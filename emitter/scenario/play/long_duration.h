#pragma once

#include <cstdint>
#include <string>

namespace hookline {

/// To the second, the largest unit first, as scenarios are written: "2h5m5s", "1d"; "0s" for less
/// than one, and for a negative one.
std::string long_duration_text(std::int64_t duration_ms);

}  // namespace hookline
