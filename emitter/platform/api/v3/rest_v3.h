#pragma once

#include <cstddef>
#include <optional>

namespace hookline {

class Platform;
class RouteTable;

/// REST v3, below /api/3. `calls_per_s`: of all callers together; none: any number. The platform
/// outlives the table.
void route_rest_v3(RouteTable& routes, Platform& platform, std::optional<std::size_t> calls_per_s);

}  // namespace hookline
