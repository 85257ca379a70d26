#pragma once

#include "catcher/captures/capture.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hookline {

/// Stores what several loops bring in common transactions: while one is written, on a thread of its
/// own, what comes meanwhile gathers for the next. A small batch that finds nothing under way is
/// stored at once, on the thread that brings it, as waking another would take longer.
class GroupStore {
 public:
  /// What became of a batch.
  struct Stored {
    std::int64_t first = 0;  ///< the id of its first capture
    std::string problem;     ///< why it was not stored; else empty
  };
  using OnStored = std::function<void(Stored)>;
  /// Stores all or nothing. Called by one thread at a time; must not throw.
  using Append = std::function<Stored(Captures)>;

  explicit GroupStore(Append append);
  /// Stores what waits.
  ~GroupStore();
  GroupStore(const GroupStore&) = delete;
  GroupStore& operator=(const GroupStore&) = delete;

  /// Any thread. `on_stored` is called once, on the calling thread or on this class's own; it must
  /// not throw.
  void append(Captures batch, OnStored on_stored);
  /// Returns once nothing waits, and the own thread calls no `on_stored`.
  void drain();

 private:
  struct Waiting {
    Captures batch;
    OnStored on_stored;
  };

  void run();
  std::vector<Waiting> take_group();
  void store(std::vector<Waiting> group);

  const Append append_;
  std::mutex mutex_;
  std::condition_variable may_store_;  ///< for the own thread
  std::condition_variable is_idle_;    ///< for who drains
  std::vector<Waiting> waiting_;       ///< guarded by mutex_
  bool is_storing_ = false;            ///< guarded by mutex_; some thread does
  bool is_ending_ = false;             ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace hookline
