#pragma once

#include "emitter/platform/entities/times/time_zone.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace hookline {

/// A time as the vendor's clients write it: with its offset ("2024-03-17T09:30:00-05:00"), or as
/// the account's wall clock shows it ("2024-03-17 09:30:00", "2024-03-17T09:30", "2024-03-17"). In
/// seconds since 1970 UTC; none for other texts, and for days that there are none of.
std::optional<std::int64_t> account_time_from(std::string_view text, const TimeZone& zone);

}  // namespace hookline
