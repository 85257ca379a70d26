#pragma once

#include "emitter/delivery/attempt.h"
#include "emitter/delivery/queue/delivery_queue.h"
#include "emitter/delivery/queue/shared/host_shares.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hookline {

/// One process among those that send what a shared queue has: what it leases, tells the others, and
/// hears of them. One thread, but for note(). Everything throws Failure(kCannotRun).
class WorkerSeat {
 public:
  /// Who says nothing for so long isn't counted among the workers.
  static constexpr std::int64_t kSilenceUs = 5'000'000;
  /// How often workers look what was switched off, or on again, with time to spare.
  static constexpr std::int64_t kSwitchedWithinUs = 500'000;

  virtual ~WorkerSeat() = default;

  /// "HOST-PID"
  virtual const std::string& name() const = 0;
  /// As ProducerSeat's, as the next.
  virtual const std::string& place() const = 0;
  virtual const std::string& mark() const = 0;

  virtual DeliveryQueue& queue() = 0;
  /// How much it takes of which host.
  virtual HostShares& shares() = 0;
  /// Lets what is held beyond `before_us` be held until `until_us`.
  virtual void renew(std::int64_t before_us, std::int64_t until_us) = 0;
  /// Ends that it brought of what had ended already: after a lease that lasted too short.
  virtual std::uint64_t duplicates() const = 0;

  /// That it is there, and how it stands.
  virtual void tell() = 0;
  /// Those that were seen lately, this one among them.
  struct Peers {
    std::size_t count = 1;
    std::size_t place = 0;  ///< this one's among them, from 0
  };
  /// Costs a look at every worker: each asking for its own grows with the square of their number.
  virtual Peers peers() = 0;
  /// Nothing more comes of it.
  virtual void finish() = 0;

  /// For all workers.
  virtual void switch_off(ReceiverId receiver, const std::string& reason) = 0;
  struct Switched {
    ReceiverId receiver;
    bool is_off = false;
  };
  /// Those that anybody has switched off, or on again, since the last call; at the first all.
  virtual std::vector<Switched> newly_switched() = 0;

  struct Producer {
    std::int64_t number = 0;
    std::int64_t started_us = 0;
    bool hears = false;  ///< of each attempt, and so wants no figures
  };
  /// Those that may have something pending, or wait for figures.
  virtual std::vector<Producer> producers() = 0;
  /// In place of what it has written before.
  virtual void write_figures(std::int64_t producer, const std::string& bytes) = 0;

  /// What came of an attempt, for a producer that hears: to be written with the next
  /// write_reports(). Any thread.
  virtual void note(const Attempt& attempt) = 0;
  /// Before the queue is told of the ends: so nobody sees that a delivery has ended without being
  /// told how.
  virtual void write_reports() = 0;

  /// Takes away what nobody asks about any more. For now and then.
  virtual void tidy() = 0;
};

}  // namespace hookline
