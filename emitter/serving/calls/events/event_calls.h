#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/events, GET /hookline/events/{id}: what happened lately, and why each webhook
/// heard of it or didn't. The platform outlives the table.
void route_events(RouteTable& routes, Platform& platform);

}  // namespace hookline
