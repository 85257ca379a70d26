#include "emitter/serving/calls/trying/trying_calls.h"

#include "catcher/base/net/addresses/address_guard.h"
#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/calls/call_parameters.h"
#include "emitter/platform/calls/json_body.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/platform/running/platform.h"
#include "emitter/probe/probe.h"
#include "emitter/report/probe/probe_json_report.h"
#include "emitter/serving/calls/trying/sample_report.h"
#include "emitter/serving/calls/trying/try_slots.h"

#include <memory>
#include <sstream>
#include <string>
#include <utility>

namespace hookline {
namespace {

/// What the calls have in common.
struct Trying {
  Platform& platform;
  VisitorOptions options;
  std::stop_token stop;
  std::shared_ptr<TrySlots> slots = std::make_shared<TrySlots>();
};

Answer sample(const Trying& trying, const PlatformCall& call) {
  check_parameters(call, {});
  const auto body = json_body(call);
  const SampleWanted wanted = read_sample_wanted(body.root(), trying.platform);
  if (!wanted.is_sent) return json_answer(200, sample_report(wanted, nullptr));
  const auto slot = trying.slots->take();
  Visitor visitor(trying.options, trying.stop);
  const PostedSample posted = post_sample(visitor, *wanted.to, wanted.event, wanted.form);
  return json_answer(200, sample_report(wanted, &posted));
}

Answer probe_url(const Trying& trying, const PlatformCall& call) {
  check_parameters(call, {});
  const auto body = json_body(call);
  JsonObject asked = body.root().object();
  const std::string url = asked.require("url").text();
  asked.finish();
  const auto slot = trying.slots->take();
  std::ostringstream json;
  try {
    write_probe_json_report(probe(url, trying.options, trying.stop, [](const Finding&) {}), json);
  } catch (const Failure& failure) {
    throw OperationError("url", failure.what());
  }
  return json_answer(200, std::move(json).str());
}

}  // namespace

void route_trying(RouteTable& routes, Platform& platform, VisitorOptions options,
                  std::stop_token stop) {
  const Trying trying{platform, std::move(options), std::move(stop)};
  routes.add("POST", "/hookline/sample",
             [trying](const PlatformCall& call) { return sample(trying, call); });
  routes.add("POST", "/hookline/probe",
             [trying](const PlatformCall& call) { return probe_url(trying, call); });
}

}  // namespace hookline
