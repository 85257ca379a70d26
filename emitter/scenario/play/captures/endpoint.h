#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/judging/verification.h"
#include "emitter/scenario/format/scenario.h"

#include <cstddef>
#include <cstdint>
#include <functional>
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

/// What an endpoint made of one request.
struct EndpointAnswer {
  std::string url;   ///< that the request went to
  std::string body;  ///< its beginning
  std::uint64_t body_bytes = 0;
  std::string error;  ///< why there is no answer; empty where there is one
};

/// Tells of a status, an outcome or attempts that were not as expected what the endpoint made of
/// the mismatch's capture: a 502 may be the catcher's own, where the endpoint is down.
void add_endpoint_story(Mismatch& mismatch, const EndpointAnswer& answer);

/// Holds an endpoint, be it behind the emitter's own catcher or behind a running one that forwards,
/// to taking what it is sent: a webhook whose deliveries it did not all answer
/// with 2xx is a mismatch, unless the scenario expects an answer of that webhook by itself
/// (outcome, status, active or attempts). A step that sends a request of its own is judged by
/// itself, by the same rule. The mismatch tells how many deliveries failed and how, and all that is
/// known of the first of them.
class EndpointCheck {
 public:
  using AnswerOf = std::function<std::optional<EndpointAnswer>(std::int64_t capture_id)>;

  /// The references outlive it. `answer_of` is asked for few captures.
  EndpointCheck(const Scenario& scenario, std::span<const Receiver> receivers, AnswerOf answer_of);

  /// An attempt at a delivery of that step (by its index) that the endpoint has answered, or should
  /// have; a delivery's last one counts. `capture`: what was caught of it.
  void add_attempt(std::size_t step, const Attempt& attempt, std::optional<std::int64_t> capture);
  std::vector<Mismatch> finish() const;

 private:
  /// Of all deliveries to one receiver.
  struct Deliveries {
    Mismatch first;  ///< that failed; its hint is what is known of it
    std::uint64_t all = 0;
    std::uint64_t failed = 0;
    std::map<std::string, std::uint64_t> by_kind;  ///< "open answered 500": how often
  };
  const Receiver* judged(ReceiverId receiver_id) const;
  bool is_expected_of_step(std::size_t step) const;
  std::string pointer_of(const std::string& webhook) const;
  std::string cause_of(std::size_t step) const;
  Mismatch first_failure(std::size_t step, const Attempt& attempt, const Receiver& receiver,
                         std::optional<std::int64_t> capture) const;

  const Scenario& scenario_;
  std::span<const Receiver> receivers_;
  const AnswerOf answer_of_;
  /// By webhook and step; the latter from 1, and 0 for all that events have caused.
  std::map<std::pair<ReceiverId, std::size_t>, Deliveries> deliveries_;
};

}  // namespace hookline
