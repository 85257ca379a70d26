#pragma once

#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/signing/signing_key.h"
#include "emitter/delivery/attempt.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/promises/retry_policy.h"
#include "emitter/delivery/timing/timekeeper.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

struct DispatcherOptions {
  /// Total: from the start of connecting to the last byte of the answer.
  std::int64_t timeout_ms = 10'000;
  /// Head and body and whatever comes before them.
  std::size_t answer_bytes_max = 1 << 20;
  /// What may be reached besides loopback, as given with --allow-host: host names or addresses.
  std::vector<std::string> allowed_hosts;
  std::string user_agent = "Hookline";
  /// What sets this run's deliveries apart from another's: the header is "Hookline-Delivery:
  /// RUN-ID", or the bare ID when empty. See new_run_id().
  std::string run;
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file;
  /// False: whoever answers at a receiver's address is believed to be it.
  bool checks_certificates = true;
  NameResolverOptions names;

  RetryPolicy retry = {};
  /// Tells the number of the attempt, from 1; empty: no such header.
  std::string attempt_header = {};
  /// Every request is signed with it, over the bytes that are sent, at the time of its attempt. The
  /// message's id is what the header Hookline-Delivery says.
  std::optional<SigningKey> signing_key = {};
  /// Virtual time wants one thread.
  Timekeeping timekeeping = Timekeeping::kSteady;

  int threads = 1;
  /// Of one thread to one scheme, host and port.
  std::size_t connections_per_host = 32;
  /// Open at the same time over all threads and hosts; 0: as many as the system allows. Beyond,
  /// deliveries wait, and a host's first connection comes before another's second.
  std::size_t connections_max = 0;
  /// How long a connection is kept for another delivery to its host; 0: not at all.
  std::int64_t idle_ms = 30'000;
  /// Accepted and not ended, over all threads; submit waits beyond.
  std::size_t in_flight_max = 10'000;
};

/// Of deliveries, not of attempts: `accepted = delivered + failed + pending`, at any moment.
struct DispatchCounts {
  std::uint64_t accepted = 0;
  std::uint64_t delivered = 0;
  std::uint64_t failed = 0;
  std::uint64_t pending = 0;
};

/// Sends deliveries: one loop per thread, each with its own connections. `on_attempt` is called on
/// a loop's thread for every attempt; the last one of a delivery, which there is exactly once, says
/// so (Attempt::is_last). Between two attempts a delivery is pending. A webhook that was switched
/// off gets nothing more: what waits for its time, or is submitted later, ends as kSwitchedOff.
/// Redirects are not followed.
class Dispatcher {
 public:
  /// May submit more; must not throw, nor wait for the dispatcher.
  using OnAttempt = std::function<void(const Attempt&)>;

  /// Throws Failure for options that make no sense, and for a ca_file that can't be read.
  Dispatcher(DispatcherOptions options, OnAttempt on_attempt);
  /// Cancels what is pending and joins the threads.
  ~Dispatcher();
  Dispatcher(const Dispatcher&) = delete;
  Dispatcher& operator=(const Dispatcher&) = delete;

  /// Any thread. Sent at once, or at its due time where that lies ahead. Deliveries to one webhook
  /// start in the order of their due times, those already due in the order in which they were
  /// submitted. Waits while in_flight_max are pending, except within on_attempt.
  void submit(Delivery delivery);
  /// Waits until nothing is pending, also no retry: every on_attempt has returned.
  void drain();
  /// Ends all that is pending, and whatever is submitted from now on, as kCancelled. Any thread,
  /// also a signal watcher's.
  void cancel();
  DispatchCounts counts() const;
  /// The time that due times are held against.
  Clock::time_point now() const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace hookline
