#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/wire/http_server.h"

namespace hookline {

/// GET /api/timeline. The store outlives the route.
void route_timeline(HttpServer& server, CaptureStore& store);

}  // namespace hookline
