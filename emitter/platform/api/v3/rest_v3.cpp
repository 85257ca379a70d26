#include "emitter/platform/api/v3/rest_v3.h"

#include "emitter/platform/api/rate_limit.h"
#include "emitter/platform/api/v3/conventions/v3_call.h"
#include "emitter/platform/api/v3/resources/automation_calls.h"
#include "emitter/platform/api/v3/resources/campaign_calls.h"
#include "emitter/platform/api/v3/resources/contacts/contact_calls.h"
#include "emitter/platform/api/v3/resources/contacts/contact_part_calls.h"
#include "emitter/platform/api/v3/resources/contacts/import_calls.h"
#include "emitter/platform/api/v3/resources/contacts/membership_calls.h"
#include "emitter/platform/api/v3/resources/contacts/note_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_bulk_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_datum_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_field_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_part_calls.h"
#include "emitter/platform/api/v3/resources/deals/deal_task_calls.h"
#include "emitter/platform/api/v3/resources/definitions/field_calls.h"
#include "emitter/platform/api/v3/resources/definitions/tag_calls.h"
#include "emitter/platform/api/v3/resources/list_calls.h"
#include "emitter/platform/api/v3/resources/other_calls.h"
#include "emitter/platform/api/v3/resources/user_calls.h"
#include "emitter/platform/api/v3/resources/webhook_calls.h"
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
  for (const auto list :
       {webhook_routes, contact_routes, contact_part_routes, tag_routes, membership_routes,
        field_routes, note_routes, import_routes, list_routes, deal_routes, deal_bulk_routes,
        deal_field_routes, deal_datum_routes, deal_part_routes, deal_task_routes, campaign_routes,
        automation_routes, user_routes, other_routes})
    add_routes(routes, platform, list());
}

}  // namespace hookline
