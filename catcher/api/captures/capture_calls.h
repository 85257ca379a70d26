#pragma once

#include "catcher/api/call/http_server.h"
#include "catcher/captures/store/stored_captures.h"

namespace hookline {

class CallMemory;
class CaptureNotes;

/// GET /api/captures, /api/captures/ID, …/raw and …/body, GET /api/export. The store,
/// the memory and the notes outlive the routes. `origin` is the catching address as a URL, for
/// commands that send there again.
void route_captures(HttpServer& server, StoredCaptures& store, const CallMemory& memory,
                    const CaptureNotes& notes, const std::string& origin);

}  // namespace hookline
