#pragma once

#include "catcher/wire/listen_address.h"
#include "emitter/platform/running/platform.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

namespace hookline {

struct ServingOptions {
  ListenAddress listen{"127.0.0.1", 8090};
  std::string api_key;  ///< empty: a random one
  /// Of REST v3, all callers together; none: any number.
  std::optional<std::size_t> calls_per_s = 5;
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
  /// Takes no more calls, and stops sending; what is pending stays so.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
