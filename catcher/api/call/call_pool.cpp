#include "catcher/api/call/call_pool.h"

#include <utility>

namespace hookline {

CallPool::~CallPool() {
  join();
}

bool CallPool::run(std::function<void()> call) {
  const std::lock_guard lock(mutex_);
  if (ending_) return false;
  if (calls_.size() >= idle_) {
    if (threads_.size() >= threads_max_) return false;
    threads_.emplace_back([this] { work(); });
    ++idle_;
  }
  calls_.push(std::move(call));
  changed_.notify_one();
  return true;
}

void CallPool::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return ending_ || !calls_.empty(); });
    if (calls_.empty()) return;  // its thread stays counted among the idle ones
    const auto call = std::move(calls_.front());
    calls_.pop();
    --idle_;
    lock.unlock();
    call();
    lock.lock();
    ++idle_;
    if (ending_) ended_.notify_all();
  }
}

bool CallPool::end(std::chrono::milliseconds patience) {
  std::unique_lock lock(mutex_);
  ending_ = true;
  changed_.notify_all();
  return ended_.wait_for(lock, patience, [this] { return is_at_rest(); });
}

void CallPool::join() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    changed_.notify_all();
  }
  for (std::thread& thread : threads_) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace hookline
