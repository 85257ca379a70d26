#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// POST /hookline/actions: something is done in the account. The platform outlives the table.
void route_actions(RouteTable& routes, Platform& platform);

}  // namespace hookline
