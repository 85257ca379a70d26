#include "catcher/captures/store/arrivals.h"

#include <algorithm>
#include <utility>

namespace hookline {
namespace {

constexpr std::size_t kUpdatesMax = 2048;

}  // namespace

StoreCounts Arrivals::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

void Arrivals::wake(std::unique_lock<std::mutex> lock) {
  const bool is_awaited = waiting_ > 0;
  lock.unlock();
  if (is_awaited) changed_.notify_all();
}

void Arrivals::count_without_hidden() {
  // This counts the updates; the stores count everything else.
  const std::uint64_t updated = counts_.updated;
  counts_ = stored_;
  counts_.updated = updated;
  counts_.cleared += hidings_;
  if (hidden_) counts_.total -= std::min(counts_.total, hidden_->count_after(counts_.floor));
}

void Arrivals::set_hidden(HiddenCaptures hidden) {
  hidden_ = hidden.empty() ? nullptr : std::make_shared<const HiddenCaptures>(std::move(hidden));
}

void Arrivals::publish(const StoreCounts& counts, const CaptureIds& removed) {
  std::unique_lock lock(mutex_);
  stored_ = counts;
  if (hidden_ && !removed.empty()) {
    HiddenCaptures left = *hidden_;
    left.remove(removed);
    set_hidden(std::move(left));
  }
  count_without_hidden();
  wake(std::move(lock));
}

void Arrivals::hide(const CaptureIds& ids) {
  std::unique_lock lock(mutex_);
  HiddenCaptures more = hidden_ ? *hidden_ : HiddenCaptures();
  more.add(ids);
  set_hidden(std::move(more));
  ++hidings_;
  count_without_hidden();
  wake(std::move(lock));
}

void Arrivals::show(const CaptureIds& ids) {
  std::unique_lock lock(mutex_);
  if (!hidden_) return;
  HiddenCaptures left = *hidden_;
  left.remove(ids);
  set_hidden(std::move(left));
  ++hidings_;
  count_without_hidden();
  wake(std::move(lock));
}

std::shared_ptr<const HiddenCaptures> Arrivals::hidden() const {
  const std::lock_guard lock(mutex_);
  return hidden_;
}

void Arrivals::tell_update(std::int64_t id) {
  std::unique_lock lock(mutex_);
  ++counts_.updated;
  updates_.push_back(id);
  if (updates_.size() > kUpdatesMax) updates_.pop_front();
  wake(std::move(lock));
}

StoreUpdates Arrivals::updates_after(std::uint64_t number) const {
  const std::lock_guard lock(mutex_);
  StoreUpdates updates;
  updates.last = counts_.updated;
  const std::uint64_t missed = updates.last > number ? updates.last - number : 0;
  updates.complete = missed <= updates_.size();
  const auto from = updates_.end() -
                    static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(missed, updates_.size()));
  updates.ids.assign(from, updates_.end());
  return updates;
}

StoreCounts Arrivals::wait_past(std::int64_t id, std::uint64_t changes,
                                std::chrono::steady_clock::time_point deadline,
                                std::stop_token stop) {
  std::unique_lock lock(mutex_);
  ++waiting_;
  changed_.wait_until(lock, std::move(stop), deadline,
                      [&] { return counts_.last > id || counts_.changes() != changes; });
  --waiting_;
  return counts_;
}

}  // namespace hookline
