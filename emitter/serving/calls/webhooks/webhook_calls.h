#pragma once

namespace hookline {

class Platform;
class RouteTable;

/// The calls at and below /hookline/webhooks, but for the samples. The platform outlives the table.
void route_webhooks(RouteTable& routes, Platform& platform);

}  // namespace hookline
