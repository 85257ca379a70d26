#pragma once

#include "catcher/base/net/names/name_resolver.h"
#include "catcher/base/signing/signing_key.h"
#include "emitter/delivery/promises/retry_policy.h"
#include "emitter/delivery/timing/timekeeper.h"
#include "emitter/delivery/wire/jobs/sender_page.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookline {

/// How deliveries are sent: by a dispatcher, its loops and their connections.
struct DispatcherOptions {
  /// Total: from the start of connecting to the last byte of the answer.
  std::int64_t timeout_ms = 10'000;
  /// Head and body and whatever comes before them.
  std::size_t answer_bytes_max = 1 << 20;
  /// What may be reached besides loopback, as given with --allow-host: host names or addresses.
  std::vector<std::string> allowed_hosts;
  /// How much of an answer's body is told in Attempt::answer; 0: nothing, and nothing is kept.
  std::size_t answer_kept_bytes = 0;
  std::string user_agent = "Hookline";
  /// Of its deliveries' marks: see DeliveryMark.
  std::string run;
  /// Certificates (PEM) to trust for https; empty: those that the system trusts.
  std::string ca_file;
  /// False: whoever answers at a receiver's address is believed to be it.
  bool checks_certificates = true;
  NameResolverOptions names;

  RetryPolicy retry = {};
  /// A delivery that has to wait longer than that for its next attempt is let go of: see
  /// Attempt::put_off_until. None: it is kept, however long.
  std::optional<std::chrono::milliseconds> held_max = {};
  /// Tells the number of the attempt, from 1; empty: no such header.
  std::string attempt_header = {};
  /// Every request is signed with it, over the bytes that are sent, at the time of its attempt. The
  /// message's id is the delivery's mark.
  std::optional<SigningKey> signing_key = {};
  /// Null: no receiver is told of a page.
  std::shared_ptr<const SenderPage> sender_page = {};
  /// Virtual time wants one thread.
  Timekeeping timekeeping = Timekeeping::kSteady;

  int threads = 1;
  /// Of one thread to one scheme, host and port.
  std::size_t connections_per_host = 32;
  /// False: each URL has connections of its own, up to as many. So one that hangs makes no other of
  /// its host wait.
  bool shares_connections = true;
  /// Open at the same time over all threads and hosts; 0: as many as the system allows. Beyond,
  /// deliveries wait, and a host's first connection comes before another's second.
  std::size_t connections_max = 0;
  /// How long a connection is kept for another delivery to its host; 0: not at all.
  std::int64_t idle_ms = 30'000;
  /// Accepted and not ended, over all threads; submit waits beyond.
  std::size_t in_flight_max = 10'000;
};

}  // namespace hookline
