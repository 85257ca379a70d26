#pragma once

#include <cstdint>

namespace hookline {

class Platform;
class RouteTable;

enum class PlatformTime : std::uint8_t {
  kPasses,    ///< as it does
  kAdvances,  ///< and a call may let some pass at once
};

/// GET and POST /hookline/time. The platform outlives the table.
void route_time(RouteTable& routes, Platform& platform, PlatformTime time);

}  // namespace hookline
