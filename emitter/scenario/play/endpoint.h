#pragma once

#include "emitter/dispatch/attempt.h"
#include "emitter/scenario/expect/verification.h"
#include "emitter/scenario/scenario.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
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

/// Holds an endpoint, be it behind the emitter's own catcher or behind a running one that forwards,
/// to taking what it is sent: a webhook whose deliveries it did not all answer
/// with 2xx is a mismatch, unless the scenario expects an answer of that webhook by itself
/// (outcome, status, active or attempts). A step that sends a request of its own is judged by
/// itself, by the same rule.
class EndpointCheck {
 public:
  /// Both outlive it.
  EndpointCheck(const Scenario& scenario, std::span<const Receiver> receivers);

  /// An attempt at a delivery of that step (by its index) that the endpoint has answered, or should
  /// have; a delivery's last one counts. `capture`: what was caught of it; `problem`: why no answer
  /// of the endpoint came, where the catcher knows.
  void add_attempt(std::size_t step, const Attempt& attempt, std::optional<std::int64_t> capture,
                   const std::string& problem);
  std::vector<Mismatch> finish() const;

 private:
  struct Refusals {
    Mismatch first;
    std::uint64_t count = 0;
  };
  const Receiver* judged(std::uint64_t webhook_id) const;
  bool is_expected_of_step(std::size_t step) const;
  std::string pointer_of(const std::string& webhook) const;

  const Scenario& scenario_;
  std::span<const Receiver> receivers_;
  /// By webhook and step; the latter from 1, and 0 for all that events have caused.
  std::map<std::pair<std::uint64_t, std::size_t>, Refusals> refusals_;
};

}  // namespace hookline
