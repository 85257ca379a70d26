#pragma once

#include "catcher/api/call/http_server.h"
#include "catcher/captures/store/capture_store.h"

namespace hookline {

/// DELETE /api/captures and /api/captures/ID, POST /api/undo/NUMBER. The store outlives the server;
/// what can still be had back is deleted when the server ends.
void route_deletions(HttpServer& server, CaptureStore& store);

}  // namespace hookline
