#pragma once

#include "catcher/api/call/call_memory.h"
#include "catcher/api/call/call_server.h"
#include "catcher/api/call/http_server.h"
#include "catcher/api/finding/capture_notes.h"
#include "catcher/api/guard/page_guard.h"
#include "catcher/api/page_services.h"
#include "catcher/wire/listen_address.h"

#include <stop_token>
#include <string>
#include <vector>

namespace hookline {

/// The address that shows: the page and the API, served by cpp-httplib on a pool of threads.
/// Nothing here can make catching wait.
class PageServer {
 public:
  /// Throws Failure(kCannotRun) when the address can't be had.
  PageServer(const ListenAddress& address, PageServices services);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  std::string address() const { return calls_.address(); }
  /// The same with the host's name where one was given: "localhost:41234".
  std::string named_address() const { return calls_.named_address(); }
  /// What the API takes, as "GET /api/captures/([^/]+)": methods, and patterns of paths.
  std::vector<std::string> api_routes() const;
  /// Ends streams and waits, without waiting for them.
  void ask_to_stop();
  /// Does that, waits a moment for the calls under way, and cuts the rest off. The Sender has to be
  /// stopped before.
  void stop();

 private:
  const PageServices services_;
  const CaptureNotes notes_;
  const PageGuard guard_;
  std::stop_source stop_;
  const CallMemory memory_;
  HttpServer server_;
  CallServer calls_;  ///< last: its threads use what stands above
};

}  // namespace hookline
