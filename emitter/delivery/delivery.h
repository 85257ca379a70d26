#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/delivery/receiver_id.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace hookline {

using Clock = std::chrono::steady_clock;

class GivenRequest;

/// One payload on its way to one URL. Accepted once; ends as delivered or failed, or is pending.
struct Delivery {
  /// Running number within a run, from 1: see DeliveryMark.
  std::uint64_t id = 0;
  std::uint64_t event_id = 0;
  ReceiverId receiver;
  std::shared_ptr<const Url> url;
  std::shared_ptr<const std::string> payload;  ///< the body, shared by an event's deliveries
  Clock::time_point due;                       ///< when it should be sent; latency counts from here
  std::shared_ptr<const GivenRequest> given = {};  ///< null: the payload is a form, to be POSTed
  /// The number of the attempt that is next: over 1 for one that was tried before it was submitted.
  int attempt = 1;
};

}  // namespace hookline
