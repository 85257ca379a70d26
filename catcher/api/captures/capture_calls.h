#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/wire/http_server.h"

namespace hookline {

class CallMemory;
class CaptureNotes;

/// GET and DELETE /api/captures, /api/captures/ID, …/raw and …/body, GET /api/export. The store,
/// the memory and the notes outlive the routes. `origin` is the catching address as a URL, for
/// commands that send there again.
void route_captures(HttpServer& server, CaptureStore& store, const CallMemory& memory,
                    const CaptureNotes& notes, const std::string& origin);

}  // namespace hookline
