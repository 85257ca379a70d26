#include "emitter/serving/calls/delivery_calls.h"

#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kLimitUsual = 100;
constexpr std::size_t kLimitMax = 1000;

DeliverySelection selection_of(const PlatformCall& call) {
  constexpr std::array<std::string_view, 3> kStates = {"pending", "delivered", "failed"};
  check_parameters(call, {"webhook", "state", "after", "limit"});
  DeliverySelection selection;
  selection.webhook = number_parameter(call, "webhook", 1, kNumberMax);
  if (const auto state = named_parameter(call, "state", kStates))
    selection.state = static_cast<DeliveryState>(*state);
  selection.after = number_parameter(call, "after", 0, kNumberMax).value_or(0);
  selection.limit = number_parameter(call, "limit", 1, kLimitMax).value_or(kLimitUsual);
  return selection;
}

void write_attempt(JsonObjectWriter& object, const AttemptRecord& attempt) {
  object.text("at", timestamp_text(attempt.at_us));
  object.text("outcome", attempt.outcome);
  if (attempt.status != 0) {
    object.number("status", attempt.status);
  } else {
    object.null("status");
  }
  object.raw("duration_ms", fmt::format("{:.3f}", static_cast<double>(attempt.duration_us) / 1000));
  if (!attempt.problem.empty()) object.text("problem", attempt.problem);
  if (!attempt.answer.empty()) object.text("answer", attempt.answer);
}

/// Whom it goes to: a webhook, or an automation's action.
void write_receiver(JsonObjectWriter& object, ReceiverId receiver) {
  if (receiver.kind == ReceiverId::Kind::kWebhook) {
    object.number("webhook", receiver.number);
  } else {
    object.null("webhook");
    object.number("automation", receiver.number);
  }
}

void write_delivery(JsonObjectWriter& object, const DeliveryRecord& record) {
  object.number("id", record.id);
  write_receiver(object, record.receiver);
  object.number("event", record.event_id);
  object.text_or_null("type", record.type ? name_of(*record.type) : "");
  object.text("url", record.url);
  object.text("state", name_of(record.state));
  object.text("accepted", timestamp_text(record.accepted_us));
  object.objects("attempts", record.attempts, write_attempt);
  object.text("body", *record.body);
}

Answer deliveries(const Platform& platform, const PlatformCall& call) {
  const auto records = platform.deliveries().select(selection_of(call));
  std::string json;
  JsonObjectWriter object(json);
  object.objects("deliveries", records, write_delivery);
  object.number("last", platform.deliveries().last_id());
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_deliveries(RouteTable& routes, Platform& platform) {
  routes.add("GET", "/hookline/deliveries",
             [&platform](const PlatformCall& call) { return deliveries(platform, call); });
}

}  // namespace hookline
