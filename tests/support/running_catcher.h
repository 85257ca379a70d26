#pragma once

#include "catcher/catcher.h"

#include <memory>
#include <sstream>
#include <string>

#include <nlohmann/json_fwd.hpp>

namespace hookline::test {

/// A catcher on free ports with its captures in memory, and what tests ask of it over its real API.
class RunningCatcher {
 public:
  explicit RunningCatcher(CatcherOptions options = free_ports());
  static CatcherOptions free_ports();

  Catcher& operator*() { return *catcher_; }
  Catcher* operator->() { return catcher_.get(); }
  /// Ends the catcher and gives all that it has logged.
  std::string end();

  /// The newest capture. Fails the test when there is none.
  Capture last_capture();
  /// Up to a million, the oldest first.
  Captures all_captures();
  /// A call of the page's address; throws when the status is not `status`.
  nlohmann::json get(const std::string& target, int status = 200);
  std::string get_text(const std::string& target, int status = 200);
  /// All of GET /api/export?format=…, chunks put together.
  std::string get_export(const std::string& format_and_filters);
  std::string call(const std::string& method, const std::string& target, const std::string& body,
                   int status);

 private:
  std::ostringstream log_;
  std::unique_ptr<Catcher> catcher_;
};

}  // namespace hookline::test
