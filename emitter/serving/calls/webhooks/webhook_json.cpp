#include "emitter/serving/calls/webhooks/webhook_json.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/webhooks/webhook_check.h"

namespace hookline {
namespace {

constexpr std::int64_t kMicroseconds = 1'000'000;

void write_time(JsonObjectWriter& object, std::string_view name, std::int64_t time_s) {
  object.text_or_null(name, time_s == 0 ? "" : timestamp_text(time_s * kMicroseconds));
}

void write_last(JsonObjectWriter& object, const std::optional<DeliveryRecord>& last) {
  if (!last) return object.null("last_delivery");
  const int status = last->attempts.empty() ? 0 : last->attempts.back().status;
  JsonObjectWriter delivery = object.object("last_delivery");
  delivery.number("id", last->id);
  delivery.text("at", timestamp_text(last->accepted_us));
  delivery.text("state", name_of(last->state));
  if (status != 0) {
    delivery.number("status", status);
  } else {
    delivery.null("status");
  }
  delivery.end();
}

}  // namespace

std::vector<PresentWebhook> present_webhooks(const Platform& platform) {
  return platform.read([](const Platform::View& view) {
    std::vector<PresentWebhook> present;
    for (const auto& webhook : view.webhooks.all()) {
      if (!webhook) continue;
      present.push_back({webhook, view.webhooks.is_active(webhook->id),
                         view.webhooks.why_inactive(webhook->id),
                         view.webhooks.inactive_since_s(webhook->id)});
    }
    return present;
  });
}

void write_webhook(JsonObjectWriter& object, const PresentWebhook& present,
                   const DeliveryLog::Faring& faring) {
  const Webhook& webhook = *present.webhook;
  object.number("id", webhook.id);
  object.text("name", webhook.name);
  object.text("url", webhook.url.text());
  object.number("list", webhook.list);
  object.texts("events", event_names(webhook));
  object.texts("sources", names_of(webhook.sources));
  object.text("state", present.is_active ? "active" : "inactive");
  if (!present.why_inactive.empty()) object.text("why", present.why_inactive);
  if (present.since_s != 0) write_time(object, "since", present.since_s);
  write_time(object, "created", webhook.created_s);
  write_last(object, faring.last);
  object.number("failures_last_hour", faring.failures);
  object.number("deliveries", faring.deliveries);
}

void write_problem(JsonObjectWriter& object, const WebhookProblem& problem) {
  object.text("pointer", problem.pointer);
  object.text("error", problem.error);
  if (problem.at) object.number("at", *problem.at);
}

}  // namespace hookline
