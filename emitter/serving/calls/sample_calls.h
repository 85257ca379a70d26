#pragma once

#include "emitter/visits/visitor.h"

#include <stop_token>

namespace hookline {

class Platform;
class RouteTable;

/// POST /hookline/webhooks/{id}/sample: posts sample data for each event of a webhook, one after
/// another, until `stop`. The platform outlives the table.
void route_webhook_sample(RouteTable& routes, Platform& platform, VisitorOptions options,
                          std::stop_token stop);

}  // namespace hookline
