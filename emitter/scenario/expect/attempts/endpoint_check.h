#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/scenario/expect/expectation.h"
#include "emitter/scenario/expect/mismatch.h"

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

/// What the user's own endpoint, put behind the catcher, made of one request.
struct EndpointAnswer {
  std::string url;   ///< that the request went to
  std::string body;  ///< its beginning
  std::uint64_t body_bytes = 0;
  std::string error;  ///< why there is no answer; empty where there is one
};

/// Of the capture of that id; none where no endpoint was asked, or it isn't known.
using EndpointAnswerOf = std::function<std::optional<EndpointAnswer>(std::int64_t capture_id)>;

/// A step, as failures of what it caused speak of it.
struct JudgedStep {
  std::string pointer;                       ///< "/steps/3"
  std::string what;                          ///< "open", "the POST"
  bool sends = false;                        ///< a request of its own
  const Expectation* expectation = nullptr;  ///< of that; may be null
};

/// Holds an endpoint, be it behind the emitter's own catcher or behind a running one that forwards,
/// to taking what it is sent: a webhook whose deliveries it did not all answer with 2xx is a
/// mismatch, unless the scenario expects an answer of that webhook by itself (outcome, status,
/// active or attempts). A step that sends a request of its own is judged by itself, by the same
/// rule. The mismatch tells how many deliveries failed and how, and all that is known of the first
/// of them.
class EndpointCheck {
 public:
  /// What is spanned outlives it. `answer_of` is asked for few captures.
  EndpointCheck(std::span<const Expectation> expectations, std::span<const Receiver> receivers,
                std::vector<JudgedStep> steps, EndpointAnswerOf answer_of);

  /// An attempt at a delivery of that step (by its index) that the endpoint has answered, or should
  /// have; a delivery's last one counts. `capture`: what was caught of it.
  void add_attempt(std::size_t step, const Attempt& attempt, std::optional<std::int64_t> capture);
  /// Its own mismatches. Those of others are told what the endpoint made of their captures.
  std::vector<Mismatch> finish(std::span<Mismatch> others) const;

 private:
  /// Of all deliveries to one receiver.
  struct Deliveries {
    Mismatch first;  ///< that failed; its hint is what is known of it
    std::uint64_t all = 0;
    std::uint64_t failed = 0;
    std::map<std::string, std::uint64_t> by_kind;  ///< "open: 500": how often
  };
  const Receiver* judged(ReceiverId receiver_id) const;
  Mismatch first_failure(const JudgedStep& step, const Attempt& attempt, const Receiver& receiver,
                         std::optional<std::int64_t> capture) const;

  std::span<const Expectation> expectations_;
  std::span<const Receiver> receivers_;
  const std::vector<JudgedStep> steps_;
  const EndpointAnswerOf answer_of_;
  /// By webhook and step; the latter from 1, and 0 for all that events have caused.
  std::map<std::pair<ReceiverId, std::size_t>, Deliveries> deliveries_;
};

}  // namespace hookline
