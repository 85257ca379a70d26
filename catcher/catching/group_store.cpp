#include "catcher/catching/group_store.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookline {
namespace {

/// More are stored by the other thread, while the one that brings them reads on.
constexpr std::size_t kAtOnceMax = 4;
/// No transaction takes more than this, and one batch.
constexpr std::size_t kGroupBytesMax = std::size_t{8} << 20;

std::size_t bytes_of(const Captures& captures) {
  std::size_t bytes = 0;
  for (const Capture& capture : captures) bytes += capture.raw.size();
  return bytes;
}

}  // namespace

GroupStore::GroupStore(Append append) : append_(std::move(append)), thread_([this] { run(); }) {}

GroupStore::~GroupStore() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  may_store_.notify_one();
  thread_.join();
}

void GroupStore::append(Captures batch, OnStored on_stored) {
  std::unique_lock lock(mutex_);
  if (is_storing_ || !waiting_.empty() || batch.size() > kAtOnceMax) {
    waiting_.push_back({std::move(batch), std::move(on_stored)});
    if (!is_storing_ && waiting_.size() == 1) may_store_.notify_one();
    return;
  }
  is_storing_ = true;
  lock.unlock();
  Stored stored = append_(std::move(batch));
  lock.lock();
  is_storing_ = false;
  waiting_.empty() ? is_idle_.notify_all() : may_store_.notify_one();
  lock.unlock();
  on_stored(std::move(stored));
}

void GroupStore::drain() {
  std::unique_lock lock(mutex_);
  is_idle_.wait(lock, [this] { return waiting_.empty() && !is_storing_; });
}

void GroupStore::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    may_store_.wait(lock, [this] { return !is_storing_ && (is_ending_ || !waiting_.empty()); });
    if (waiting_.empty()) return;
    is_storing_ = true;
    std::vector<Waiting> group = take_group();
    lock.unlock();
    store(std::move(group));
    lock.lock();
    is_storing_ = false;
    if (waiting_.empty()) is_idle_.notify_all();
  }
}

/// With mutex_ locked.
std::vector<GroupStore::Waiting> GroupStore::take_group() {
  std::size_t bytes = 0;
  auto end = waiting_.begin();
  while (end != waiting_.end() && bytes < kGroupBytesMax) bytes += bytes_of((end++)->batch);
  std::vector<Waiting> group(std::make_move_iterator(waiting_.begin()),
                             std::make_move_iterator(end));
  waiting_.erase(waiting_.begin(), end);
  return group;
}

void GroupStore::store(std::vector<Waiting> group) {
  Captures all = std::move(group.front().batch);
  std::vector<std::size_t> sizes = {all.size()};
  for (std::size_t i = 1; i < group.size(); ++i) {
    Captures& batch = group[i].batch;
    sizes.push_back(batch.size());
    std::ranges::move(batch, std::back_inserter(all));
  }
  Stored stored = append_(std::move(all));
  for (std::size_t i = 0; i < group.size(); ++i) {
    group[i].on_stored(stored);
    stored.first += static_cast<std::int64_t>(sizes[i]);
  }
}

}  // namespace hookline
