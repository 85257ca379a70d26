#pragma once

#include "catcher/api/call/http_server.h"
#include "catcher/captures/store/capture_store.h"

namespace hookline {

class CallMemory;
class Metrics;
class Sender;
class SigningKeys;

/// POST /api/captures/ID/replay. All outlive the routes; a sender that is stopped ends the calls
/// that wait for it.
void route_replays(HttpServer& server, CaptureStore& store, const CallMemory& memory,
                   Sender& sender, const SigningKeys& keys, Metrics& metrics);

}  // namespace hookline
