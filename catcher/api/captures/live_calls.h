#pragma once

#include "catcher/api/call/http_server.h"
#include "catcher/captures/store/stored_captures.h"

#include <stop_token>

namespace hookline {

class CallMemory;
class CaptureNotes;
class Metrics;

/// GET /api/wait and GET /api/stream: calls that last until something is caught. The store is the
/// feed; each call is no more than the last id it has seen. They end when `stop` is asked for.
void route_live(HttpServer& server, StoredCaptures& store, const CallMemory& memory,
                const CaptureNotes& notes, std::stop_token stop, Metrics& metrics);

}  // namespace hookline
