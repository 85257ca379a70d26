#pragma once

#include <stop_token>

namespace hookline {

class Platform;
class RouteTable;

/// GET /hookline/stream, until `stop`. The platform outlives the table, and what it opens.
void route_news(RouteTable& routes, Platform& platform, std::stop_token stop);

}  // namespace hookline
