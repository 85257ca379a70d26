#pragma once

#include <cstdint>

namespace hookline {

/// Of this process so far, in user and kernel mode, in microseconds.
std::int64_t used_cpu_us();

}  // namespace hookline
