#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/deals/{id}. The platform outlives the routes.
void route_deals(RouteTable& routes, const Platform& platform);

}  // namespace hookline
