#include "emitter/serving/calls/deliveries/delivery_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/deliveries/delivery_json.h"

#include <array>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::uint64_t kNumberMax = std::numeric_limits<std::int64_t>::max();
constexpr std::size_t kLimitUsual = 100;
constexpr std::size_t kLimitMax = 1000;
constexpr std::array<std::string_view, 2> kYesOrNo = {"true", "false"};

DeliverySelection selection_of(const PlatformCall& call) {
  constexpr std::array<std::string_view, 3> kStates = {"pending", "delivered", "failed"};
  constexpr std::array<std::string_view, 2> kOrders = {"oldest", "newest"};
  check_parameters(call, {"webhook", "state", "type", "event", "contact", "ids", "after", "before",
                          "order", "bodies", "limit"});
  DeliverySelection selection;
  selection.webhook = number_parameter(call, "webhook", 1, kNumberMax);
  if (const auto state = named_parameter(call, "state", kStates))
    selection.state = static_cast<DeliveryState>(*state);
  selection.type = event_type_parameter(call);
  selection.event = number_parameter(call, "event", 1, kNumberMax);
  selection.contact = number_parameter(call, "contact", 1, kNumberMax);
  selection.after = number_parameter(call, "after", 0, kNumberMax).value_or(0);
  selection.before = number_parameter(call, "before", 1, kNumberMax).value_or(kNumberMax);
  if (const auto order = named_parameter(call, "order", kOrders))
    selection.order = static_cast<DeliveryOrder>(*order);
  selection.limit = number_parameter(call, "limit", 1, kLimitMax).value_or(kLimitUsual);
  return selection;
}

DeliveryTelling telling_of(const Platform& platform) {
  auto marking = platform.marking();
  return {true, std::move(marking.run), marking.ids_from, platform.first_delivery_id()};
}

Answer deliveries(const Platform& platform, const PlatformCall& call) {
  DeliverySelection selection = selection_of(call);
  selection.ids = numbers_parameter(call, "ids", kLimitMax);
  DeliveryTelling telling = telling_of(platform);
  telling.has_bodies = named_parameter(call, "bodies", kYesOrNo).value_or(0) == 0;
  const auto records = platform.deliveries().select(selection);
  std::string json;
  JsonObjectWriter object(json);
  object.objects("deliveries", records, [&](JsonObjectWriter& one, const DeliveryRecord& record) {
    write_delivery(one, record, telling);
  });
  object.number("last", platform.deliveries().last_id());
  object.end();
  return json_answer(200, json + "\n");
}

[[noreturn]] void refuse_missing(const PlatformCall& call) {
  throw CallError(404, fmt::format("there is no delivery {} in the log (any more)", call.parts[0]),
                  "GET /hookline/deliveries lists those that are");
}

Answer one_delivery(const Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  const auto record = platform.deliveries().find(call.id(0).value_or(0));
  if (!record) refuse_missing(call);
  std::string json;
  JsonObjectWriter object(json);
  write_delivery(object, *record, telling_of(platform));
  object.end();
  return json_answer(200, json + "\n");
}

Answer repeat(Platform& platform, const PlatformCall& call) {
  check_parameters(call, {});
  std::string json;
  JsonObjectWriter object(json);
  try {
    object.number("delivery", platform.repeat_delivery(call.id(0).value_or(0)));
  } catch (const OperationError& error) {
    if (error.path() == "id") refuse_missing(call);
    throw CallError(409, error.what(), "send it to a webhook that is there and switched on");
  }
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_deliveries(RouteTable& routes, Platform& platform) {
  routes.add("GET", "/hookline/deliveries",
             [&platform](const PlatformCall& call) { return deliveries(platform, call); });
  routes.add("GET", "/hookline/deliveries/{id}",
             [&platform](const PlatformCall& call) { return one_delivery(platform, call); });
  routes.add("POST", "/hookline/deliveries/{id}/again",
             [&platform](const PlatformCall& call) { return repeat(platform, call); });
}

}  // namespace hookline
