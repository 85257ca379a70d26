#include "emitter/serving/hookline_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"

#include <exception>
#include <string>

namespace hookline {
namespace {

/// {"error","hint"}, as the catcher's API has it; what an operation refuses is a 422 with the place
/// of it.
Answer hookline_error(const std::exception_ptr& why, std::string_view) {
  try {
    std::rethrow_exception(why);
  } catch (const CallError& error) {
    return answer_of(error);
  } catch (const OperationError& error) {
    std::string json;
    JsonObjectWriter object(json);
    object.text("error", error.what());
    object.text("pointer", error.path().empty() ? "" : "/" + error.path());
    object.end();
    return json_answer(422, json + "\n");
  } catch (const Failure& failure) {
    return answer_of(CallError(503, failure.what(), "GET /hookline/health says how it is"));
  } catch (const std::exception& error) {
    return answer_of(CallError(500, error.what(), "this is the platform's fault, not yours"));
  }
}

Answer health(Platform& platform) {
  const DeliveryCounts counts = platform.delivery_counts();
  std::string json;
  JsonObjectWriter object(json);
  object.text("status", "ok");
  object.text("version", HOOKLINE_VERSION);
  object.number("pending", counts.pending);
  object.end();
  return json_answer(200, json + "\n");
}

}  // namespace

void route_hookline(RouteTable& routes, Platform& platform) {
  routes.add_area({"", hookline_error});
  routes.add("GET", "/hookline/health",
             [&platform](const PlatformCall&) { return health(platform); });
}

}  // namespace hookline
