#pragma once

namespace hookline {

class Platform;
class RouteTable;
class ServingMetrics;

/// How the platform is: GET /hookline/health, GET /metrics, GET /hookline/openapi.json. The
/// references outlive the table.
void route_state(RouteTable& routes, Platform& platform, const ServingMetrics& metrics);

}  // namespace hookline
