#pragma once

#include "catcher/api/call/http_server.h"

namespace hookline {

class EventCatalogue;

/// GET /api/catalogue. The catalogue, null where none was loaded, outlives the routes.
void route_catalogue(HttpServer& server, const EventCatalogue* catalogue);

}  // namespace hookline
