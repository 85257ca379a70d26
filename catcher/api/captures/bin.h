#pragma once

#include "catcher/captures/store/capture_store.h"

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

namespace hookline {

/// Captures that were deleted a moment ago and can still be had back. The store hides them until
/// their time is over, and then deletes them: whoever looks sees none of them, and a kill meanwhile
/// loses nothing. Where they can't be deleted, they are shown again. Any thread may call it.
class Bin {
 public:
  /// The store outlives it.
  explicit Bin(CaptureStore& store);
  /// Deletes what is in it.
  ~Bin();
  Bin(const Bin&) = delete;
  Bin& operator=(const Bin&) = delete;

  /// Returns the number by which they can be taken back.
  std::int64_t put(CaptureIds ids, std::chrono::milliseconds time);
  /// How many are there again: fewer than were put in where the store has made room meanwhile.
  /// 0 where they were deleted, or taken back before.
  std::uint64_t take_back(std::int64_t number);

 private:
  struct Deletion {
    CaptureIds ids;
    std::chrono::steady_clock::time_point due;
  };

  void run(const std::stop_token& stop);
  void carry_out(const CaptureIds& ids);

  CaptureStore& store_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::int64_t last_ = 0;                       ///< guarded by mutex_
  std::map<std::int64_t, Deletion> deletions_;  ///< by number; guarded by mutex_
  std::jthread worker_;                         ///< ends before what it uses
};

}  // namespace hookline
