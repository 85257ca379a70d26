#include "emitter/serving/public/pages/public_area.h"

#include "catcher/api/call/call.h"
#include "emitter/platform/calls/route_table.h"
#include "emitter/serving/public/pages/campaign_page.h"
#include "emitter/serving/public/pages/subscribe_page.h"
#include "emitter/serving/public/pages/unsubscribe_page.h"
#include "emitter/serving/public/public_call.h"
#include "emitter/serving/public/public_page.h"

#include <exception>
#include <string>

namespace hookline {
namespace {

Answer refusal_page(const std::exception_ptr& why, std::string_view) {
  try {
    std::rethrow_exception(why);
  } catch (const PublicRefusal& refusal) {
    return sentence_page(refusal.status(), refusal.title(), refusal.what());
  } catch (const CallError& error) {
    const bool is_nothing = error.status() == 404;
    return sentence_page(error.status(), is_nothing ? "Nothing is here" : "This can't be answered",
                         is_nothing ? "This address leads to no page." : error.what());
  } catch (const std::exception& error) {
    return sentence_page(500, "This is the platform's fault", error.what());
  }
}

struct PublicRoute {
  const char* method;
  const char* path;
  Answer (*handler)(const PublicCall& call);
};

constexpr PublicRoute kRoutes[] = {
    {"GET", "/public/lists/{id}/subscribe", subscribe_page},
    {"POST", "/public/lists/{id}/subscribe", subscribe_by_form},
    {"GET", "/public/contacts/{token}/unsubscribe", unsubscribe_page},
    {"POST", "/public/contacts/{token}/unsubscribe", unsubscribe_by_form},
    {"GET", "/public/campaigns/{id}/{token}", campaign_page},
    {"GET", "/public/campaigns/{id}/{token}/open.gif", open_by_image},
    {"GET", "/public/campaigns/{id}/{token}/links/{number}", click_link},
    {"POST", "/public/campaigns/{id}/{token}/forward", forward_by_form},
    {"POST", "/public/campaigns/{id}/{token}/share", share_by_form},
    {"POST", "/public/campaigns/{id}/{token}/reply", reply_by_form},
};

}  // namespace

void add_public_area(RouteTable& routes, Platform& platform, const PublicLinks& links) {
  routes.add_area({"/public/", refusal_page});
  for (const PublicRoute& route : kRoutes) {
    routes.add(route.method, route.path,
               [&platform, &links, handler = route.handler](const PlatformCall& call) {
                 return handler(PublicCall(call, platform, links));
               });
  }
  routes.add("GET", kPublicStylePath, [](const PlatformCall&) {
    return text_answer(200, std::string(public_style()), "text/css; charset=utf-8");
  });
}

}  // namespace hookline
