#include "emitter/platform/running/chores.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"

#include <utility>

namespace hookline {

Chores::~Chores() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  thread_.join();
}

void Chores::add(std::function<void()> chore) {
  {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(chore));
  }
  changed_.notify_one();
}

void Chores::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
    if (is_ending_) return;
    const auto chores = std::exchange(waiting_, {});
    lock.unlock();
    for (const auto& chore : chores) {
      try {
        chore();
      } catch (const Failure& failure) {
        tell_error("the platform could not go on with something", failure.what());
      }
    }
    lock.lock();
  }
}

}  // namespace hookline
