#pragma once

#include "catcher/api/call/http_server.h"
#include "catcher/captures/store/stored_captures.h"

namespace hookline {

/// GET /api/timeline. The store outlives the route.
void route_timeline(HttpServer& server, StoredCaptures& store);

}  // namespace hookline
