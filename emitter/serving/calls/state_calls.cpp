#include "emitter/serving/calls/state_calls.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/page/page_files.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/log/serving_metrics.h"
#include "emitter/serving/openapi/hookline_openapi.h"

#include <string>

namespace hookline {
namespace {

Answer health(const Platform& platform) {
  const std::string problem = platform.problem();
  std::string json;
  JsonObjectWriter object(json);
  object.text("status", problem.empty() ? "ok" : "failing");
  if (!problem.empty()) object.text("error", problem);
  object.text("version", HOOKLINE_VERSION);
  object.number("pending", platform.delivery_counts().pending);
  object.text("page", platform_page_fingerprint());
  object.end();
  return json_answer(problem.empty() ? 200 : 503, json + "\n");
}

Answer metrics_answer(const Platform& platform, const ServingMetrics& metrics) {
  const auto [contacts, webhooks] = platform.read([](const Platform::View& view) {
    return std::pair(view.account.contacts.size(), view.webhooks.size());
  });
  return text_answer(
      200, metrics.text({contacts, webhooks, platform.delivery_counts(), platform.handed_over()}),
      "text/plain; version=0.0.4");
}

}  // namespace

void route_state(RouteTable& routes, Platform& platform, const ServingMetrics& metrics) {
  routes.add("GET", "/hookline/health",
             [&platform](const PlatformCall&) { return health(platform); });
  routes.add("GET", "/metrics", [&platform, &metrics](const PlatformCall&) {
    return metrics_answer(platform, metrics);
  });
  routes.add("GET", "/hookline/openapi.json", [](const PlatformCall& call) {
    check_parameters(call, {});
    return json_answer(200, std::string(hookline_openapi()));
  });
}

}  // namespace hookline
