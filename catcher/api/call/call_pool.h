#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>

namespace hookline {

// The page's calls run on threads of a pool, over blocking streams: cpp-httplib's handlers block,
// and waits and streams last for hours but are few.

/// Threads for calls that may take long (streams, waits, large answers). It grows to its limit as
/// calls come; beyond that a call is turned away rather than queued behind one that may last for
/// hours.
class CallPool {
 public:
  explicit CallPool(std::size_t threads_max) : threads_max_(threads_max) {}
  /// Waits for the calls under way, which have to be told to end before.
  ~CallPool();
  CallPool(const CallPool&) = delete;
  CallPool& operator=(const CallPool&) = delete;

  /// False: all threads are busy, the call was not taken.
  bool run(std::function<void()> call);
  /// Takes no more calls. Whether those under way ended within the time.
  bool end(std::chrono::milliseconds patience);
  /// Waits for the calls under way and takes no more.
  void join();

 private:
  void work();
  bool is_at_rest() const { return calls_.empty() && idle_ == threads_.size(); }

  const std::size_t threads_max_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::condition_variable ended_;
  std::queue<std::function<void()>> calls_;  // the rest is guarded by mutex_
  std::vector<std::thread> threads_;
  std::size_t idle_ = 0;
  bool ending_ = false;
};

}  // namespace hookline
