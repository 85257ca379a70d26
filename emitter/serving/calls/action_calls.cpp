#include "emitter/serving/calls/action_calls.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/actions/account_action.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/json_body.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"

#include <string>

namespace hookline {
namespace {

void write_event(JsonObjectWriter& object, const Event& event) {
  object.number("id", event.id);
  object.text_or_null("type", event.automation_id ? "" : name_of(event.type));
  if (event.automation_id) object.number("automation", *event.automation_id);
  object.text("source", name_of(event.source));
  if (event.contact) object.number("contact", event.contact->id);
  if (event.deal) object.number("deal", event.deal->id);
}

Answer act(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  const auto body = json_body(call);
  const AccountAction action = read_account_action(body.root());
  const auto performed = platform.perform({action.as, {}, 0}, action.perform);
  std::string json;
  JsonObjectWriter object(json);
  object.objects("events", performed.events, write_event);
  object.numbers("deliveries", performed.deliveries);
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_actions(RouteTable& routes, Platform& platform) {
  routes.add("POST", "/hookline/actions",
             [&platform](const PlatformCall& call) { return act(platform, call); });
}

}  // namespace hookline
