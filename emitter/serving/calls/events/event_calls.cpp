#include "emitter/serving/calls/events/event_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/platform/records/delivery_about.h"
#include "emitter/platform/running/platform.h"
#include "emitter/platform/webhooks/match_reason.h"
#include "emitter/platform/writing/event_step.h"
#include "emitter/serving/calls/deliveries/delivery_json.h"
#include "emitter/serving/calls/events/event_summary.h"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t kMicroseconds = 1'000'000;
constexpr std::size_t kLimitUsual = 100;
constexpr std::size_t kLimitMax = 1000;

void write_kind(JsonObjectWriter& object, const Event& event) {
  if (event.automation_id) {
    object.null("type");
    object.number("automation", *event.automation_id);
    object.text("label", "Automation webhook");
  } else {
    object.text("type", name_of(event.type));
    object.text("label", label_of(event.type));
  }
}

/// Whom and what it is about.
void write_concerned(JsonObjectWriter& object, const Event& event) {
  const Contact* contact = contact_of(event);
  write_contact_ref(object, contact ? contact->id : 0, contact ? contact->email : "");
  if (event.deal) {
    JsonObjectWriter deal = object.object("deal");
    deal.number("id", event.deal->id);
    deal.text("title", event.deal->title);
    deal.end();
  } else {
    object.null("deal");
  }
  std::vector<std::uint64_t> lists;
  for (const ListEntry& list : event.lists) lists.push_back(list.id);
  object.numbers("lists", lists);
}

void write_step(JsonObjectWriter& object, const Event& event) {
  if (event.automation_id) return object.null("step");
  JsonObjectWriter step = object.object("step");
  write_event_step(step, event);
  step.end();
}

void write_happened(JsonObjectWriter& object, const HappenedEvent& happened) {
  const Event& event = happened.event;
  object.number("id", event.id);
  write_kind(object, event);
  object.text("source", name_of(event.source));
  object.text("at", timestamp_text(event.time_s * kMicroseconds));
  write_concerned(object, event);
  object.text("summary", event_summary(event));
  object.numbers("fired", happened.fired);
  std::vector<std::uint64_t> deliveries;
  for (std::size_t i = 0; i < happened.deliveries; ++i)
    deliveries.push_back(happened.first_delivery + i);
  object.numbers("deliveries", deliveries);
  write_step(object, event);
}

void write_judgement(JsonObjectWriter& object, const Webhook& webhook,
                     const HappenedEvent& happened) {
  const auto why = happened.webhooks->why_inactive.find(webhook.id);
  const bool is_known = why != happened.webhooks->why_inactive.end();
  const MatchReason reason = explain(webhook, happened.event, is_known ? why->second : "");
  object.number("id", webhook.id);
  object.text("name", webhook.name);
  object.boolean("fired", reason.fires);
  object.text_or_null("rule", name_of(reason.rule));
  object.text("why", reason.sentence);
  const auto fired = std::ranges::lower_bound(happened.fired, webhook.id);
  if (fired == happened.fired.end() || *fired != webhook.id) return;
  object.number("delivery", happened.first_delivery +
                                static_cast<std::uint64_t>(fired - happened.fired.begin()));
}

Answer events(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {"type", "contact", "after", "before", "limit"});
  EventSelection selection;
  selection.type = event_type_parameter(call);
  selection.contact = number_parameter(call, "contact", 1, kNumberMax);
  selection.after = number_parameter(call, "after", 0, kNumberMax).value_or(0);
  selection.before = number_parameter(call, "before", 1, kNumberMax).value_or(kNumberMax);
  selection.limit = number_parameter(call, "limit", 1, kLimitMax).value_or(kLimitUsual);
  const auto selected = platform.events().select(selection);
  std::string json;
  JsonObjectWriter object(json);
  object.objects("events", selected, [](JsonObjectWriter& one, const EventLog::Entry& entry) {
    write_happened(one, *entry);
  });
  object.number("last", platform.news().now().event);
  object.number("oldest", platform.events().oldest_id());
  object.end();
  return json_answer(200, json + "\n");
}

[[noreturn]] void refuse_missing(const Platform& platform, const PlatformCall& call) {
  const std::uint64_t id = call.id(0).value_or(0);
  const bool is_forgotten = id > 0 && id < platform.events().oldest_id();
  throw CallError(404,
                  is_forgotten ? fmt::format("event {} is not known any more", id)
                               : fmt::format("no event {} is known", call.parts[0]),
                  "GET /hookline/events lists those that are; what happened before the platform "
                  "was started again is not among them");
}

Answer one_event(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  const auto happened = platform.events().find(call.id(0).value_or(0));
  if (!happened) refuse_missing(platform, call);
  // An automation's action asks no webhook.
  const bool is_asked = !happened->event.automation_id;
  std::string json;
  JsonObjectWriter object(json);
  write_happened(object, *happened);
  object.objects_where(
      "webhooks", happened->webhooks->webhooks, [&](const auto&) { return is_asked; },
      [&](JsonObjectWriter& one, const auto& webhook) {
        write_judgement(one, *webhook, *happened);
      });
  object.text("body", *render_payload(happened->event));
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_events(RouteTable& routes, Platform& platform) {
  routes.add("GET", "/hookline/events",
             [&platform](const PlatformCall& call) { return events(platform, call); });
  routes.add("GET", "/hookline/events/{id}",
             [&platform](const PlatformCall& call) { return one_event(platform, call); });
}

}  // namespace hookline
