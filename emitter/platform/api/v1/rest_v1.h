#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// REST v1, the vendor's older API, at /admin/api.php. The platform outlives the table.
void route_rest_v1(RouteTable& routes, Platform& platform);

}  // namespace hookline
