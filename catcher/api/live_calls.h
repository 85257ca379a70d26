#pragma once

#include "catcher/captures/capture_store.h"
#include "catcher/wire/http_server.h"

#include <atomic>
#include <stop_token>

namespace hookline {

class CaptureNotes;

/// GET /api/wait and GET /api/stream: calls that last until something is caught. The store is the
/// feed; each call is no more than the last id it has seen. They end when `stop` is asked for;
/// `viewers` counts the open streams.
void route_live(HttpServer& server, CaptureStore& store, const CaptureNotes& notes,
                std::stop_token stop, std::atomic<int>& viewers);

}  // namespace hookline
