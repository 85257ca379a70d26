#pragma once

#include "emitter/dispatch/attempt.h"
#include "emitter/dispatch/delivery.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace hookline {

struct DispatcherOptions {
  std::int64_t timeout_ms =
      10'000;  ///< total, from the start of connecting to the last byte of the answer
  std::size_t answer_bytes_max = 1 << 20;
  /// Names that may be reached besides loopback, as given with --allow-host: a host name or an
  /// address.
  std::vector<std::string> allowed_hosts;
  std::string user_agent = "Hookline";

  int threads = 1;
  std::size_t connections_per_host = 32;  ///< of one thread to one scheme, host and port
  std::size_t in_flight_max =
      10'000;  ///< accepted and not ended, over all threads; submit waits beyond
};

/// `accepted = delivered + failed + pending`, at any moment.
struct DispatchCounts {
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;
};

/// Sends deliveries: one loop per thread, each with its own connections. Every accepted delivery
/// ends in exactly one call of `on_attempt` (one attempt, no retry), on the loop's thread.
class Dispatcher {
 public:
  using OnAttempt = std::function<void(const Attempt&)>;

  Dispatcher(DispatcherOptions options, OnAttempt on_attempt);
  /// Cancels what is pending and joins the threads.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Any thread. Sent at once, or at its due time where that lies ahead. Deliveries to one webhook
  /// start in the order in which they were submitted. Waits while in_flight_max are pending.
  void submit(Delivery delivery);
  /// Waits until nothing is pending.
  void drain();
  /// Ends all that is pending as kCancelled. Any thread, also a signal watcher's.
  void cancel();
  DispatchCounts counts() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
