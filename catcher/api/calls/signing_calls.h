#pragma once

#include "catcher/api/call/http_server.h"

namespace hookline {

class SigningKeys;

/// GET, PUT and DELETE /api/signing. The keys outlive the routes.
void route_signing(HttpServer& server, SigningKeys& keys);

}  // namespace hookline
