#pragma once

#include "catcher/wire/http_server.h"

namespace hookline {

class ReplyRules;

/// GET, PUT and DELETE /api/replies. The rules outlive the routes.
void route_replies(HttpServer& server, ReplyRules& rules);

}  // namespace hookline
