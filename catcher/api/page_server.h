#pragma once

#include "catcher/captures/capture_store.h"
#include "catcher/options.h"

#include <memory>
#include <string>

namespace hookline {

class ReplyRules;

/// The address that shows: the page and the API, served by cpp-httplib on a pool of threads.
/// Nothing here can make catching wait.
class PageServer {
 public:
  /// Both references outlive the server. `catching_url` is what the page tells people to send to.
  /// Throws Failure(kCannotRun) when the address can't be had.
  PageServer(const ListenAddress& address, std::string catching_url, CaptureStore& store,
             ReplyRules& rules);
  ~PageServer();
  PageServer(const PageServer&) = delete;
  PageServer& operator=(const PageServer&) = delete;

  std::string address() const;
  /// Ends streams and waits, answers what is under way.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
