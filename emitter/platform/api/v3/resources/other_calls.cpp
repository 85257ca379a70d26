#include "emitter/platform/api/v3/resources/other_calls.h"

#include <string>

#include <fmt/format.h>

namespace hookline {
namespace {

/// {"segments":[],"meta":{"total":"0"}}
Answer empty_list(const V3Call& call) {
  const std::string name = call.call().path.substr(call.call().path.rfind('/') + 1);
  return v3_answer(200, {{name, VendorJson::array()}, {"meta", {{"total", "0"}}}});
}

Answer left_out(const V3Call& call) {
  throw V3Error(404, {{"message", fmt::format("{} {} is a call of the real platform that this "
                                              "imitation leaves out",
                                              call.call().method, call.call().path)}});
}

}  // namespace

std::span<const V3Route> other_routes() {
  static constexpr V3Route kRoutes[] = {
      {"GET", "/segments", empty_list},       {"GET", "/forms", empty_list},
      {"GET", "/savedResponses", empty_list}, {"GET", "/templates", empty_list},
      {"POST", "/users", left_out},           {"GET", "/groups/{id}", left_out},
      {"GET", "/forms/{id}", left_out},
  };
  return kRoutes;
}

}  // namespace hookline
