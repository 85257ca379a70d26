#pragma once

#include "catcher/api/call/call_memory.h"
#include "catcher/api/call/call_pool.h"
#include "catcher/api/call/http_server.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/guard/page_guard.h"
#include "catcher/api/page_services.h"
#include "catcher/wire/listen_address.h"
#include "catcher/wire/wire_server.h"

#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace hookline {

/// The address that shows: the page and the API, served by cpp-httplib on a pool of threads.
/// Nothing here can make catching wait.
class PageServer : public WireHandler {
 public:
  /// Throws Failure(kCannotRun) when the address can't be had.
  PageServer(const ListenAddress& address, PageServices services);
  ~PageServer() override;
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  std::string address() const { return wire_->address(); }
  /// The same with the host's name where one was given: "localhost:41234".
  std::string named_address() const;
  /// What the API takes, as "GET /api/captures/([^/]+)": methods, and patterns of paths.
  std::vector<std::string> api_routes() const;
  /// Ends streams and waits, without waiting for them.
  void ask_to_stop();
  /// Does that, waits a moment for the calls under way, and cuts the rest off. The Sender has to be
  /// stopped before.
  void stop();

 private:
  void handle(std::span<const ExchangePtr> batch) override;
  void take(const ExchangePtr& exchange);
  void serve(Exchange& exchange);

  const std::string name_;
  const PageServices services_;
  const CaptureNotes notes_;
  const PageGuard guard_;
  std::stop_source stop_;
  const CallMemory memory_;
  HttpServer server_;
  CallPool pool_;
  std::optional<WireServer> wire_;  ///< made last, for it calls handle() at once
};

}  // namespace hookline
