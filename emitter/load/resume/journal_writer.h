#pragma once

#include "catcher/base/process/failure.h"
#include "emitter/delivery/delivery.h"
#include "emitter/delivery/queue/delivery_queue.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <utility>
#include <vector>

namespace hookline {

/// Writes to a journal on a thread of its own, for any number of threads that make and end
/// deliveries. Whatever was handed over while it wrote goes into the next batch, so that batches
/// grow with the load. Nothing is sent before it is written: deliveries are released after their
/// batch.
class JournalWriter {
 public:
  /// Writes a batch: Journal::commit.
  using Write = std::function<void(std::span<const Delivery>, std::span<const Settlement>)>;
  /// Takes deliveries that are written now. Called on the writer's thread; may wait.
  using Release = std::function<void(std::span<Delivery>)>;

  /// `on_failure` is called on the writer's thread, once, when `write` throws a Failure: it has to
  /// see to it that what is released from now on isn't sent.
  JournalWriter(Write write, std::function<void()> on_failure);
  /// Writes and releases what was handed over.
  ~JournalWriter();
  JournalWriter(const JournalWriter&) = delete;
  JournalWriter& operator=(const JournalWriter&) = delete;

  /// Takes them all, and never waits; `release` outlives this. Any thread.
  void accept(std::vector<Delivery>& deliveries, const Release& release);
  void end(Settlement end);
  /// Waits while kWaitingMax deliveries are to be written. Not for a thread that a Release waits
  /// for.
  void wait_for_room();
  /// Waits until all that was handed over by now is written and released.
  void flush();
  /// Why nothing more is written.
  std::optional<Failure> failure() const;

  static constexpr std::size_t kWaitingMax = 10'000;

 private:
  struct Batch {
    std::vector<Delivery> accepted;
    std::vector<std::pair<const Release*, std::size_t>> releases;  ///< and how many are its
    std::vector<Settlement> ended;

    bool empty() const { return accepted.empty() && ended.empty(); }
    void clear();
  };

  void run();
  void write_out(Batch& batch);
  void fail(const Failure& failure);

  const Write write_;
  const std::function<void()> on_failure_;

  mutable std::mutex mutex_;
  std::condition_variable handed_over_;
  std::condition_variable written_;
  Batch waiting_;  // this and what follows: guarded by mutex_
  std::uint64_t batches_begun_ = 0;
  std::uint64_t batches_done_ = 0;
  std::optional<Failure> failure_;
  bool is_ending_ = false;

  std::thread thread_;
};

}  // namespace hookline
