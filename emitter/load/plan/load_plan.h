#pragma once

#include "catcher/base/http/url/url.h"
#include "catcher/base/signing/signing_key.h"
#include "emitter/delivery/promises/delivery_promise.h"
#include "emitter/delivery/timing/pacer.h"
#include "emitter/platform/events/event_type.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// No run has more events a second.
inline constexpr double kLoadRateMax = 1e7;

/// A run's part that one machine does: of so many, every so-manyth event.
struct LoadPart {
  std::uint64_t number = 0;  ///< from 0
  std::uint64_t of = 1;
};

/// What one run of `emitter load` does.
struct LoadPlan {
  std::vector<Url> to;            ///< where the webhooks point, in turn; not empty
  std::vector<EventType> events;  ///< in turn; not empty
  std::uint64_t webhooks = 1;
  std::uint64_t matching = 1;  ///< so many of them fire at each event

  /// Events per second; none: each answer makes room for the next delivery.
  std::optional<double> rate = {};
  Pace pace = Pace::kConstant;
  std::shared_ptr<const RecordedPace> recorded = {};  ///< of Pace::kRecorded
  /// Ends after so long, or after so many events; one of the two is set.
  std::optional<std::int64_t> duration_ms = {};
  std::optional<std::uint64_t> count = {};

  /// Its deliveries go through a shared queue: how they are sent is for its workers to say.
  bool is_shared = false;
  LoadPart part = {};
  /// When it begins, in microseconds since 1970 UTC; none: at once.
  std::optional<std::int64_t> start_at_us = {};

  int threads = 1;
  std::size_t connections = 32;  ///< of all threads together; not fewer than threads
  std::int64_t timeout_ms = 10'000;
  std::vector<std::string> allowed_hosts = {};
  /// Accepted and not ended, of all threads together. Beyond, events wait, and count as late.
  std::size_t pending_max = 100'000;
  /// But for its time-out: that is timeout_ms.
  DeliveryPromise promise = {};
  std::optional<SigningKey> signing_key = {};
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file = {};
  bool checks_certificates = true;

  /// When which event is due. Only with a rate.
  Pacer pacer(Clock::time_point start) const;
};

}  // namespace hookline
