#pragma once

#include "catcher/api/call/http_server.h"

#include <string>

namespace hookline {

class Sender;

/// POST /api/sample: sends a request to the catching address, as any program would. Whoever looks
/// at the page needn't be able to reach that address himself. The sender outlives the routes.
void route_sample(HttpServer& server, Sender& sender, const std::string& catching_url);

}  // namespace hookline
