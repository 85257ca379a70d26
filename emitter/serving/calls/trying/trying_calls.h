#pragma once

#include "emitter/visits/visitor.h"

#include <stop_token>

namespace hookline {

class Platform;
class RouteTable;

/// POST /hookline/sample and POST /hookline/probe: what a receiver does with sample data, and why
/// webhooks may not get there; until `stop`. The platform outlives the table.
void route_trying(RouteTable& routes, Platform& platform, VisitorOptions options,
                  std::stop_token stop);

}  // namespace hookline
