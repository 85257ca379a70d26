#pragma once

#include "catcher/log/line_style.h"
#include "catcher/wire/listen_address.h"
#include "emitter/platform/running/platform.h"
#include "emitter/serving/calls/account/overview_calls.h"

#include <cstddef>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

struct ServingOptions {
  ListenAddress listen{"127.0.0.1", 8090};
  std::string api_key;  ///< empty: a random one
  /// Of REST v3, all callers together; none: any number.
  std::optional<std::size_t> calls_per_s = 5;
  NeighbourCatcher catcher;
  std::string store = "memory";  ///< or a file
  DeliveryLogLimits log;
  bool is_time_virtual = false;
  std::ostream* lines = nullptr;  ///< where a line per event and attempt goes; null: nowhere
  LineStyle style;                ///< of these
  PlatformOptions platform;
};

/// The imitated platform on an address of its own.
class Serving {
 public:
  /// Takes calls from now on. Throws Failure(kCannotRun).
  explicit Serving(ServingOptions options);
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  /// "http://127.0.0.1:8090"
  std::string url() const;
  const std::string& api_key() const;
  Platform& platform();
  /// What the address takes: "GET /hookline/health".
  std::vector<std::string> routes() const;
  /// Lines go out from now on, those since the start first.
  void show_lines();
  /// Takes no more calls, and stops sending; what is pending stays so.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
