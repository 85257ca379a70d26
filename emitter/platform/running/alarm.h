#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>

namespace hookline {

/// A thread that does what is due, and sleeps until something is again.
class Alarm {
 public:
  /// Does what is due now, and says in how many microseconds something is due again; nothing: once
  /// it is woken.
  using Work = std::function<std::optional<std::int64_t>()>;

  Alarm() = default;
  ~Alarm() { end(); }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  /// Once. A Failure that the work throws is told on standard error, and it is tried again soon.
  void begin(Work work);
  /// Something may be due earlier. Any thread.
  void wake();
  /// Waits for the work under way; there is none from then on.
  void end();

 private:
  void run(const Work& work);

  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_woken_ = false;   ///< guarded by mutex_
  bool is_ending_ = false;  ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace hookline
