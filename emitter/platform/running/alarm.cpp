#include "emitter/platform/running/alarm.h"

#include "catcher/base/process/diagnostics.h"
#include "catcher/base/process/failure.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace hookline {
namespace {

constexpr std::int64_t kAgainSoon_us = 1'000'000;
/// The calendar may be set meanwhile.
constexpr std::int64_t kLongestSleep_us = 60'000'000;

std::optional<std::int64_t> done(const Alarm::Work& work) {
  try {
    return work();
  } catch (const Failure& failure) {
    tell_error("the platform could not go on with its automations", failure.what());
    return kAgainSoon_us;
  }
}

}  // namespace

void Alarm::begin(Work work) {
  thread_ = std::thread([this, work = std::move(work)] { run(work); });
}

void Alarm::wake() {
  {
    const std::lock_guard lock(mutex_);
    is_woken_ = true;
  }
  changed_.notify_one();
}

void Alarm::end() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Alarm::run(const Work& work) {
  const auto is_called = [this] { return is_ending_ || is_woken_; };
  std::unique_lock lock(mutex_);
  while (!is_ending_) {
    is_woken_ = false;
    lock.unlock();
    const std::int64_t sleep_us = std::min(done(work).value_or(kLongestSleep_us), kLongestSleep_us);
    lock.lock();
    changed_.wait_for(lock, std::chrono::microseconds(sleep_us), is_called);
  }
}

}  // namespace hookline
