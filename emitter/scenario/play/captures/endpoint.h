#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// The user's own endpoint, put behind the emitter's catcher with --deliver-to.
struct Endpoint {
  std::string url;                         ///< empty: none; the catcher answers by itself
  std::vector<std::string> allowed_hosts;  ///< besides loopback
  std::int64_t timeout_ms = 0;             ///< for its answer
  std::string ca_file = {};                ///< trusted for https; empty: what the system trusts
  bool checks_certificates = true;         ///< where it is beyond loopback
};

/// Throws Failure: kUsage where the URL is none that can be delivered to, kCannotRun where its host
/// is not allowed.
void check_endpoint(const Endpoint& endpoint);

}  // namespace hookline
