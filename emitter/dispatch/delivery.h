#pragma once

#include "catcher/http/url.h"
#include "emitter/events/payload.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace hookline {

using Clock = std::chrono::steady_clock;

/// One payload to one webhook's URL. Accepted once; ends as delivered or failed, or is pending.
struct Delivery {
  std::uint64_t id =
      0;  ///< running number within a run, from 1; goes out as the header Hookline-Delivery
  std::uint64_t event_id = 0;
  std::uint64_t webhook_id = 0;
  std::shared_ptr<const Url> url;
  Payload payload;
  Clock::time_point due;  ///< when it should be sent; latency counts from here
};

}  // namespace hookline
