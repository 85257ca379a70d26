#pragma once

#include "catcher/api/page_services.h"

#include <stop_token>

namespace hookline {

class CallMemory;
class CaptureNotes;
class HttpServer;

/// All that the page's address answers: the page's files and the API. The references outlive the
/// server; a stop ends streams and waits.
void route_page_address(HttpServer& server, const PageServices& services, const CallMemory& memory,
                        const CaptureNotes& notes, const std::stop_token& stop);

}  // namespace hookline
