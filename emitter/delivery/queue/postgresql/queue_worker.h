#pragma once

#include "emitter/delivery/queue/postgresql/session/postgres_session.h"
#include "emitter/delivery/queue/shared/worker_seat.h"
#include "emitter/delivery/receiver_id.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace hookline {

/// Of all workers, a receiver that was switched off gets what is put into the queue from now on.
/// They hear of it within WorkerSeat::kSwitchedWithinUs.
void switch_on_for_all(PostgresSession& session, ReceiverId receiver);
/// Forgets workers that nobody has heard of for a day, and figures that nobody waits for any more.
void forget_old_workers(PostgresSession& session);

/// One process among those that send what a queue has: what it tells the others, and hears of them.
/// One thread.
class QueueWorker {
 public:
  /// Writes it down under this name. The session outlives it.
  QueueWorker(PostgresSession& session, std::string name);

  /// From 1; over all that there ever were.
  std::int64_t number() const { return number_; }
  const std::string& name() const { return name_; }

  using Peers = WorkerSeat::Peers;
  using Switched = WorkerSeat::Switched;
  using Producer = WorkerSeat::Producer;

  /// That it is there, what it holds, and how many ends it brought twice.
  void tell(std::size_t held, std::uint64_t duplicates);
  Peers peers();
  /// Nothing more comes of it.
  void finish(std::uint64_t duplicates);

  /// For all workers.
  void switch_off(ReceiverId receiver, const std::string& reason);
  /// Those that anybody has switched off, or on again, since the last call; at the first all.
  std::vector<Switched> newly_switched();

  /// Those that may have something pending, or wait for figures.
  std::vector<Producer> producers();
  /// In place of what it has written before.
  void write_figures(std::int64_t producer, const std::string& bytes);

 private:
  PostgresValues standing(std::size_t held, std::uint64_t duplicates, bool is_done) const;

  PostgresSession& session_;
  const std::string name_;
  std::int64_t number_ = 0;
  std::int64_t last_switched_ = 0;
  std::unordered_map<ReceiverId, std::int64_t> switched_;  ///< by which row, as told last
};

}  // namespace hookline
