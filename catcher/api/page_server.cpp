#include "catcher/api/page_server.h"

#include "catcher/api/call/call.h"
#include "catcher/api/guard/access_token.h"
#include "catcher/api/page_errors.h"
#include "catcher/api/page_routes.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace hookline {
namespace {

/// The page's own files want no token: they say nothing of what was caught, and the page that they
/// make is what asks for it.
GuardedAddress guarded(const ListenAddress& address, const PageServices& services) {
  GuardedAddress guarded{address.host, services.page_url, "catcher"};
  guarded.name_advice =
      "use the address that the catcher printed, or start it with --page-url http://{}, or with a "
      "token, which makes names not matter";
  guarded.origin_advice =
      "open the catcher's own page; behind a proxy, start the catcher with --page-url and the URL "
      "that people open";
  if (!services.token.is_wanted()) return guarded;
  const AccessToken& token = services.token;
  guarded.is_known = [&token](const WireRequest& request) { return token.is_in(request); };
  guarded.is_free = [files = services.files](std::string_view path) {
    return std::ranges::any_of(files, [&](const PageFile& file) { return file.path == path; });
  };
  guarded.what_is_wanted = "this address wants a token";
  guarded.how_to_show_it =
      "open the URL that the catcher printed as \"watching on\", or send Authorization: Bearer "
      "TOKEN";
  return guarded;
}

}  // namespace

PageServer::PageServer(const ListenAddress& address, PageServices services)
    : services_(std::move(services)),
      notes_(services_.keys, services_.catalogue),
      guard_(guarded(address, services_)),
      memory_(services_.memory, stop_.get_token()),
      calls_(server_, {[this](const WireRequest& request) { guard_.check(request); },
                       [](const WireRequest&, const CallError& error) { return refusal_of(error); },
                       kDescribed}) {
  explain_errors(server_);
  route_page_address(server_, services_, memory_, notes_, stop_.get_token());
  calls_.listen(address, "--page", call_limits(services_.memory));
}

PageServer::~PageServer() {
  stop();
}

std::vector<std::string> PageServer::api_routes() const {
  std::vector<std::string> routes;
  for (const HttpServer::Route& route : server_.routes()) {
    if (route.pattern.starts_with("/api/") || route.pattern == "/metrics") {
      routes.push_back(route.method + " " + route.pattern);
    }
  }
  return routes;
}

void PageServer::ask_to_stop() {
  stop_.request_stop();
  server_.end_streams();
}

void PageServer::stop() {
  ask_to_stop();
  calls_.stop();
}

}  // namespace hookline
