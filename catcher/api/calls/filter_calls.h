#pragma once

#include "catcher/api/call/http_server.h"

namespace hookline {

/// GET /api/filters: which filters there are, and what those of the call ask.
void route_filters(HttpServer& server);

}  // namespace hookline
