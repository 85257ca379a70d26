#include "catcher/api/captures/bin.h"

#include "catcher/base/process/diagnostics.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

using std::chrono::steady_clock;

}  // namespace

Bin::Bin(CaptureStore& store)
    : store_(store), worker_([this](const std::stop_token& stop) { run(stop); }) {}

Bin::~Bin() {
  worker_.request_stop();
  worker_.join();
  for (const auto& [number, deletion] : deletions_) carry_out(deletion.ids);
}

std::int64_t Bin::put(CaptureIds ids, std::chrono::milliseconds time) {
  std::int64_t number = 0;
  {
    const std::lock_guard lock(mutex_);
    store_.hide(ids);
    number = ++last_;
    deletions_.emplace(number, Deletion{std::move(ids), steady_clock::now() + time});
  }
  changed_.notify_all();
  return number;
}

std::uint64_t Bin::take_back(std::int64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = deletions_.find(number);
  if (found == deletions_.end()) return 0;
  const CaptureIds ids = std::move(found->second.ids);
  deletions_.erase(found);
  store_.show(ids);
  const auto there = std::upper_bound(ids.begin(), ids.end(), store_.counts().floor);
  return static_cast<std::uint64_t>(ids.end() - there);
}

void Bin::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  const auto is_earlier = [](const auto& a, const auto& b) { return a.second.due < b.second.due; };
  while (!stop.stop_requested()) {
    const auto next = std::min_element(deletions_.begin(), deletions_.end(), is_earlier);
    if (next == deletions_.end()) {
      changed_.wait(lock, stop, [this] { return !deletions_.empty(); });
      continue;
    }
    const auto due = next->second.due;
    if (steady_clock::now() < due) {
      const auto count = deletions_.size();
      changed_.wait_until(lock, stop, due, [&] { return deletions_.size() != count; });
      continue;
    }
    const CaptureIds ids = std::move(next->second.ids);
    deletions_.erase(next);
    lock.unlock();
    carry_out(ids);
    lock.lock();
  }
}

void Bin::carry_out(const CaptureIds& ids) {
  try {
    store_.remove(ids);
  } catch (const StoreFullError&) {
    // On a full disk nothing can be caught, so this is all that there is where nothing is seen:
    // then the store can be begun anew.
    if (store_.counts().total == 0) {
      try {
        store_.clear();
        return;
      } catch (const StoreError& error) {
        warn(fmt::format("captures could not be deleted: {}", error.what()));
      }
    }
    store_.show(ids);
  } catch (const StoreError& error) {
    warn(fmt::format("captures could not be deleted: {}", error.what()));
    store_.show(ids);
  }
}

}  // namespace hookline
