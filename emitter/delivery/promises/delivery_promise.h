#pragma once

#include "emitter/delivery/promises/retry_policy.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookline {

/// What a sender promises of its deliveries.
struct DeliveryPromise {
  std::string_view name = "activecampaign";  ///< of the preset that it is, or is made from
  RetryPolicy retry = {};
  std::int64_t timeout_ms = 10'000;  ///< of one attempt, from connecting to the end of the answer
  /// Tells the attempt's number, from 1. Empty: none, as with all presets.
  std::string attempt_header = {};
};

/// Those of well-known senders, the default first. delivery_promise.cpp has the sources.
std::span<const DeliveryPromise> delivery_promises();
std::optional<DeliveryPromise> delivery_promise_named(std::string_view name);

/// So many waits, each `factor` times the one before, none over `longest`.
std::vector<RetryPolicy::Milliseconds> growing_waits(std::size_t count,
                                                     RetryPolicy::Milliseconds first, double factor,
                                                     RetryPolicy::Milliseconds longest);

}  // namespace hookline
