#pragma once

#include "catcher/captures/capture_store.h"
#include "catcher/wire/http_server.h"

namespace hookline {

class Sender;

/// POST /api/captures/ID/replay. The store and the sender outlive the routes; a sender that is
/// stopped ends the calls that wait for it.
void route_replays(HttpServer& server, CaptureStore& store, Sender& sender);

}  // namespace hookline
