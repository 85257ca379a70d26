#pragma once

#include "catcher/captures/store/stored_captures.h"
#include "catcher/wire/http_server.h"

namespace hookline {

/// GET /api/timeline. The store outlives the route.
void route_timeline(HttpServer& server, StoredCaptures& store);

}  // namespace hookline
