#pragma once

#include "catcher/captures/store/capture_store.h"
#include "catcher/options.h"

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

class AccessToken;
class EventCatalogue;
class MemoryBudget;
class Metrics;
class ReplyRules;
class Sender;
class SigningKeys;

/// What the page's address shows, and to whom. The references outlive the server.
struct PageServices {
  CaptureStore& store;
  ReplyRules& rules;
  Sender& sender;  ///< sends captures again
  SigningKeys& keys;
  Metrics& metrics;
  MemoryBudget& memory;                      ///< for requests and calls under way
  const EventCatalogue* catalogue;           ///< null: none was loaded
  std::string catching_url;                  ///< what the page tells people to send to
  std::function<std::size_t()> connections;  ///< that senders have open; any thread
  std::string page_url;                      ///< see PageGuard
  const AccessToken& token;                  ///< what a caller has to know
};

/// The address that shows: the page and the API, served by cpp-httplib on a pool of threads.
/// Nothing here can make catching wait.
class PageServer {
 public:
  /// Throws Failure(kCannotRun) when the address can't be had.
  PageServer(const ListenAddress& address, PageServices services);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  std::string address() const;
  /// By the name that was asked for, where it was one: "localhost:41234".
  std::string named_address() const;
  /// What the API takes, as "GET /api/captures/([^/]+)": methods, and patterns of paths.
  std::vector<std::string> api_routes() const;
  /// Ends streams and waits, without waiting for them.
  void ask_to_stop();
  /// Does that, answers what is under way for a moment, and cuts the rest off. The sender has been
  /// stopped before.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
