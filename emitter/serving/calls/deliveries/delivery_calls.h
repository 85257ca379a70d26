#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/deliveries, GET /hookline/deliveries/{id}: what was sent lately, and what came of
/// it; POST /hookline/deliveries/{id}/again. The platform outlives the table.
void route_deliveries(RouteTable& routes, Platform& platform);

}  // namespace hookline
