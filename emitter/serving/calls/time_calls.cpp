#include "emitter/serving/calls/time_calls.h"

#include "catcher/api/call/call.h"
#include "catcher/base/json/json_writer.h"
#include "catcher/base/units/timestamp.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/json_body.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"

#include <string>

namespace hookline {
namespace {

Answer time_answer(const Platform& platform, PlatformTime time) {
  std::string json;
  JsonObjectWriter object(json);
  object.text("now", timestamp_text(platform.now_us()));
  object.boolean("virtual", time == PlatformTime::kAdvances);
  object.end();
  return json_answer(200, json + "\n");
}

Answer advance(Platform& platform, PlatformTime time, const PlatformCall& call) {
  constexpr std::int64_t kMicroseconds = 1000;
  check_parameters(call, {});
  if (time == PlatformTime::kPasses) {
    throw CallError(409, "the platform's time passes by itself",
                    "start `emitter serve` with --virtual-time to let days pass at once");
  }
  const auto document = json_body(call);
  JsonObject asked = document.root().object();
  const std::int64_t by_ms = asked.require("advance").duration_ms();
  asked.finish();
  platform.advance(by_ms * kMicroseconds);
  return time_answer(platform, time);
}

}  // namespace

void route_time(RouteTable& routes, Platform& platform, PlatformTime time) {
  routes.add("GET", "/hookline/time", [&platform, time](const PlatformCall& call) {
    check_parameters(call, {});
    return time_answer(platform, time);
  });
  routes.add("POST", "/hookline/time",
             [&platform, time](const PlatformCall& call) { return advance(platform, time, call); });
}

}  // namespace hookline
