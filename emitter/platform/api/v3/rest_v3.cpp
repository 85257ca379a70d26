#include "emitter/platform/api/v3/rest_v3.h"

#include "emitter/platform/api/rate_limit.h"
#include "emitter/platform/api/v3/conventions/v3_call.h"
#include "emitter/platform/api/v3/link_calls.h"
#include "emitter/platform/api/v3/v3_routes.h"
#include "emitter/platform/calls/route_table.h"

#include <chrono>
#include <memory>
#include <span>
#include <string>

namespace hookline {
namespace {

constexpr const char* kPrefix = "/api/3";

using Next = std::function<Answer(const PlatformCall&)>;

/// The limit, and what it leaves, in the answers' headers. Who is over it may try again after a
/// second: by then all of this second's calls are forgotten.
Answer limited(RateLimit& limit, const PlatformCall& call, const Next& next) {
  const RateLimit::Verdict verdict = limit.take(std::chrono::steady_clock::now());
  Answer answer;
  if (verdict.is_taken) {
    try {
      answer = next(call);
    } catch (...) {
      answer = v3_refusal(std::current_exception());
    }
  } else {
    answer = v3_answer(429, {{"message", "Too Many Requests"}});
    answer.headers.push_back({"Retry-After", "1"});
  }
  answer.headers.push_back({"RateLimit-Limit", std::to_string(limit.calls())});
  answer.headers.push_back({"RateLimit-Remaining", std::to_string(verdict.remaining)});
  return answer;
}

void add_routes(RouteTable& table, Platform& platform, std::span<const V3Route> routes) {
  for (const V3Route& route : routes) {
    table.add(std::string(route.method), kPrefix + std::string(route.path),
              [&platform, handler = route.handler](const PlatformCall& call) {
                return handler(V3Call(call, platform));
              });
  }
}

}  // namespace

void route_rest_v3(RouteTable& routes, Platform& platform, std::optional<std::size_t> calls_per_s) {
  RouteArea area{std::string(kPrefix) + "/",
                 [](const std::exception_ptr& why, std::string_view) { return v3_refusal(why); }};
  if (calls_per_s) {
    area.around = [limit = std::make_shared<RateLimit>(*calls_per_s)](const PlatformCall& call,
                                                                      const Next& next) {
      return limited(*limit, call, next);
    };
  }
  routes.add_area(std::move(area));
  add_routes(routes, platform, v3_routes());
  add_routes(routes, platform, link_routes());
}

}  // namespace hookline
