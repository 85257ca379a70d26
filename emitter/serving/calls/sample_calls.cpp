#include "emitter/serving/calls/sample_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/json_body.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/samples/sample_post.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

struct SentSample {
  EventType type;
  OutgoingResult result;
};

/// {"live": true}, or nothing.
SampleForm form_in(const PlatformCall& call) {
  if (call.body.empty()) return SampleForm::kSample;
  const auto document = json_body(call);
  JsonObject asked = document.root().object();
  const bool is_live = asked.boolean_or("live", false);
  asked.finish();
  return is_live ? SampleForm::kLive : SampleForm::kSample;
}

std::shared_ptr<const Webhook> webhook_of(const Platform& platform, const PlatformCall& call) {
  const auto id = call.id(0);
  auto webhook =
      platform.read([&](const auto& view) { return view.webhooks.find(id.value_or(0)); });
  if (webhook) return webhook;
  throw CallError(404, fmt::format("there is no webhook {}", call.parts[0]),
                  "GET /api/3/webhooks lists them");
}

std::vector<EventType> types_of(const Webhook& webhook) {
  std::vector<EventType> types;
  for (const EventType type : all_event_types()) {
    if (webhook.events[static_cast<std::size_t>(type)]) types.push_back(type);
  }
  return types;
}

void write_sent(JsonObjectWriter& object, const SentSample& sent) {
  object.text("type", name_of(sent.type));
  if (sent.result.outcome == Outcome::kAnswered) {
    object.number("status", sent.result.answer.status);
  } else {
    object.null("status");
  }
  object.text("outcome", name_of(sent.result.outcome));
  if (!sent.result.problem.empty()) object.text("problem", sent.result.problem);
}

Answer send_samples(const Platform& platform, const VisitorOptions& options,
                    const std::stop_token& stop, const PlatformCall& call) {
  check_parameters(call, {});
  const SampleForm form = form_in(call);
  const auto webhook = webhook_of(platform, call);
  Visitor visitor(options, stop);
  std::vector<SentSample> sent;
  post_samples(visitor, webhook->url, types_of(*webhook), form,
               [&](EventType type, const OutgoingResult& result) {
                 sent.push_back({type, result});
               });
  std::string json;
  JsonObjectWriter object(json);
  object.objects("sent", sent, write_sent);
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_webhook_sample(RouteTable& routes, Platform& platform, VisitorOptions options,
                          std::stop_token stop) {
  routes.add("POST", "/hookline/webhooks/{id}/sample",
             [&platform, options = std::move(options), stop = std::move(stop)](
                 const PlatformCall& call) { return send_samples(platform, options, stop, call); });
}

}  // namespace hookline
