#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// What the vendor doesn't have: the calls below /hookline, and answers like theirs to whatever
/// has no area of its own. The platform outlives the table.
void route_hookline(RouteTable& routes, Platform& platform);

}  // namespace hookline
