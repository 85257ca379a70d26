#pragma once

#include "catcher/api/call/call_server.h"
#include "catcher/api/call/http_server.h"
#include "catcher/api/guard/access_token.h"
#include "catcher/api/guard/page_guard.h"
#include "catcher/base/memory/memory_budget.h"
#include "catcher/wire/listen_address.h"
#include "emitter/platform/calls/route_table.h"

#include <string>

namespace hookline {

/// The platform's address: who may call is judged from the bytes, calls are read by cpp-httplib on
/// the catcher's transport, and answered by a table of routes.
class PlatformServer {
 public:
  /// Takes calls from now on, of whoever has the key: in the header Api-Token, as api_key= in the
  /// query or, for the older API, in its form. On loopback its own page wants none. Throws
  /// Failure(kCannotRun) when the address can't be had.
  PlatformServer(const ListenAddress& address, std::string api_key, RouteTable routes);
  ~PlatformServer();
  PlatformServer(const PlatformServer&) = delete;
  PlatformServer& operator=(const PlatformServer&) = delete;

  std::string url() const { return "http://" + calls_.named_address(); }
  const RouteTable& routes() const { return routes_; }
  /// Waits a moment for the calls under way, and cuts the rest off. May be called twice.
  void stop() { calls_.stop(); }

 private:
  void serve_routes();
  void answer_plain(const httplib::Request& request, httplib::Response& response);
  void explain_refusals();

  const AccessToken key_;
  const RouteTable routes_;
  const PageGuard guard_;
  MemoryBudget memory_;
  HttpServer server_;
  CallServer calls_;  ///< last: its threads use what stands above
};

}  // namespace hookline
