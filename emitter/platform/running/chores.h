#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hookline {

/// A thread for what others must not wait for: done in the order in which it was given.
class Chores {
 public:
  Chores() : thread_([this] { run(); }) {}
  /// What wasn't begun is dropped.
  ~Chores();
  Chores(const Chores&) = delete;
  Chores& operator=(const Chores&) = delete;

  /// Any thread. A Failure that it throws is told on standard error.
  void add(std::function<void()> chore);

 private:
  void run();

  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<std::function<void()>> waiting_;  ///< guarded by mutex_
  bool is_ending_ = false;                      ///< guarded by mutex_
  std::thread thread_;
};

}  // namespace hookline
