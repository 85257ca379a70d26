#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hookline {

/// Twelve random hexadecimal digits, new at each call.
std::string new_run_id();

/// What the header Hookline-Delivery says: "RUN-ID", or "ID" without a run.
std::string delivery_mark(std::string_view run, std::uint64_t delivery_id);

}  // namespace hookline
