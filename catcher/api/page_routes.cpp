#include "catcher/api/page_routes.h"

#include "catcher/api/call/call.h"
#include "catcher/api/call/http_server.h"
#include "catcher/api/calls/catalogue_calls.h"
#include "catcher/api/calls/filter_calls.h"
#include "catcher/api/calls/reply_calls.h"
#include "catcher/api/calls/sample_calls.h"
#include "catcher/api/calls/signing_calls.h"
#include "catcher/api/captures/capture_calls.h"
#include "catcher/api/captures/deletion_calls.h"
#include "catcher/api/captures/live_calls.h"
#include "catcher/api/captures/timeline_calls.h"
#include "catcher/api/openapi/openapi_document.h"
#include "catcher/api/replays/replay_calls.h"
#include "catcher/captures/json/capture_json.h"
#include "catcher/metrics/metrics.h"
#include "catcher/replies/rules/reply_rules.h"

namespace hookline {
namespace {

void route_status(HttpServer& server, const PageServices& services) {
  server.Get("/api/health", [&services](const auto&, auto& response) {
    const StoreCounts counts = services.store.counts();
    const std::string problem = services.store.problem();
    std::string json;
    JsonObjectWriter object(json);
    object.text("status", problem.empty() ? "ok" : "failing");
    if (!problem.empty()) object.text("error", problem);
    object.text("version", HOOKLINE_VERSION);
    object.text("page", services.fingerprint);
    object.text("catching", services.catching_url);
    if (!services.domain.empty()) object.text("domain", services.domain);
    if (!services.forward_url.empty()) object.text("forward", services.forward_url);
    object.text("store", services.store.identity());
    object.number("last", counts.last);
    object.number("total", counts.total);
    object.number("dropped", counts.dropped);
    object.number("viewers", services.metrics.streams());
    object.end();
    if (!problem.empty()) response.status = 503;
    answer_json(response, json + "\n");
  });
  server.Get("/metrics", [&services](const auto&, auto& response) {
    response.set_content(services.metrics.text(services.store.counts(), services.connections(),
                                               services.rules.rules()),
                         "text/plain; version=0.0.4");
  });
}

}  // namespace

void route_page_address(HttpServer& server, const PageServices& services, const CallMemory& memory,
                        const CaptureNotes& notes, const std::stop_token& stop) {
  route_status(server, services);
  route_captures(server, services.store, memory, notes, services.catching_url);
  route_deletions(server, services.store);
  route_replays(server, services.store, memory, services.sender, services.keys, services.metrics);
  route_live(server, services.store, memory, notes, stop, services.metrics);
  route_replies(server, services.rules);
  route_signing(server, services.keys);
  route_timeline(server, services.store);
  route_sample(server, services.sender, services.catching_url);
  route_catalogue(server, services.catalogue);
  route_filters(server);
  server.Get("/api/openapi.json", [](const auto& request, auto& response) {
    CallQuery(request).refuse_all();
    answer_json(response, std::string(openapi_document()));
  });
  for (const PageFile& file : services.files) {
    server.Get(std::string(file.path), [file](const auto&, auto& response) {
      response.set_content(file.content.data(), file.content.size(),
                           std::string(file.content_type));
    });
  }
}

}  // namespace hookline
