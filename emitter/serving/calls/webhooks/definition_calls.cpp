#include "emitter/serving/calls/webhooks/definition_calls.h"

#include "catcher/base/json/json_writer.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/events/event_type.h"
#include "emitter/platform/events/source.h"
#include "emitter/platform/payloads/payload.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookline {
namespace {

std::string_view explanation_of(Source source) {
  switch (source) {
    case Source::kPublic:
      return "Runs when a contact causes the action";
    case Source::kAdmin:
      return "Runs when an admin user causes the action";
    case Source::kApi:
      return "Runs when an API call causes the action";
    case Source::kSystem:
      return "Runs when a system process causes the action, such as an automation";
  }
  return "";
}

void write_field(JsonObjectWriter& object, const PayloadField& field) {
  object.text("name", field.name);
  object.text("example", field.example);
  object.text("when", field.when);
}

void write_event(JsonObjectWriter& object, EventType type) {
  std::vector<std::string> sources;
  for (const Source source : typical_sources(type)) sources.emplace_back(name_of(source));
  object.text("name", name_of(type));
  object.text("label", label_of(type));
  object.boolean("is_list_filtered", is_list_filtered(type));
  object.texts("sources", sources);
  object.objects("fields", fields_of(type), write_field);
}

void write_source(JsonObjectWriter& object, Source source) {
  object.text("name", name_of(source));
  object.text("label", label_of(source));
  object.text("explanation", explanation_of(source));
}

}  // namespace

void route_definitions(RouteTable& routes) {
  routes.add("GET", "/hookline/definitions", [](const PlatformCall& call) {
    check_parameters(call, {});
    std::string json;
    JsonObjectWriter object(json);
    object.objects("events", all_event_types(), write_event);
    object.objects("sources", kSources, write_source);
    object.end();
    return json_answer(200, json + "\n");
  });
}

}  // namespace hookline
