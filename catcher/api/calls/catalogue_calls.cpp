#include "catcher/api/calls/catalogue_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/verdicts/catalogue/event_catalogue.h"

namespace hookline {

void route_catalogue(HttpServer& server, const EventCatalogue* catalogue) {
  server.Get("/api/catalogue", [catalogue](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    if (catalogue == nullptr) {
      throw CallError(404, "there is no catalogue of events",
                      "start the catcher with --catalogue FILE");
    }
    answer_json(response, catalogue->text());
  });
}

}  // namespace hookline
