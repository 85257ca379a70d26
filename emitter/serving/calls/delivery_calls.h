#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/deliveries: what was sent lately, and what came of it. The platform outlives the
/// table.
void route_deliveries(RouteTable& routes, Platform& platform);

}  // namespace hookline
