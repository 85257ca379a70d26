#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookline {

/// Microseconds since 1970 UTC as RFC 3339: "2024-02-28T10:45:41.123456Z".
std::string timestamp_text(std::int64_t at_us);

/// Reads RFC 3339 with any offset and any number of decimals (those past the sixth are cut):
/// "2024-02-28T10:45:41Z", "2024-02-28T11:45:41.5+01:00". A blank stands for "+" before the offset,
/// since that is what an unescaped "+" in a query becomes. None where it is no time.
std::optional<std::int64_t> parse_timestamp(std::string_view text);

/// Now, in microseconds since 1970 UTC.
std::int64_t wall_clock_us();

}  // namespace hookline
