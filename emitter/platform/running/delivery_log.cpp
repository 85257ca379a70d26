#include "emitter/platform/running/delivery_log.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/timing/wall_time.h"

#include <algorithm>
#include <chrono>

namespace hookline {
namespace {

AttemptRecord record_of(const Attempt& attempt) {
  using std::chrono::microseconds;
  const auto took = std::chrono::duration_cast<microseconds>(attempt.finished - attempt.started);
  return {wall_time_us(attempt.started), took.count(), std::string(name_of(attempt.outcome)),
          attempt.status, attempt.problem};
}

bool is_meant(const DeliveryRecord& record, const DeliverySelection& selection) {
  if (selection.state && record.state != *selection.state) return false;
  return !selection.webhook || record.receiver == ReceiverId(*selection.webhook);
}

}  // namespace

void DeliveryLog::accept(std::span<const DeliveryRecord> records) {
  if (records.empty()) return;
  const std::lock_guard lock(mutex_);
  for (const DeliveryRecord& record : records)
    records_.emplace_hint(records_.end(), record.id, record);
  last_id_ = records.back().id;
  make_room(records.back().accepted_us);
}

void DeliveryLog::note(const Attempt& attempt) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(attempt.delivery_id);
  if (found == records_.end()) return;
  found->second.state = attempt.state;
  found->second.attempts.push_back(record_of(attempt));
}

std::vector<DeliveryRecord> DeliveryLog::select(const DeliverySelection& selection) const {
  const std::lock_guard lock(mutex_);
  std::vector<DeliveryRecord> selected;
  for (auto at = records_.upper_bound(selection.after);
       at != records_.end() && selected.size() < selection.limit; ++at) {
    if (is_meant(at->second, selection)) selected.push_back(at->second);
  }
  return selected;
}

std::uint64_t DeliveryLog::last_id() const {
  const std::lock_guard lock(mutex_);
  return last_id_;
}

void DeliveryLog::make_room(std::int64_t now_us) {
  for (auto at = records_.begin(); at != records_.end();) {
    const bool is_old = at->second.accepted_us < now_us - limits_.age_max_us;
    if (records_.size() <= limits_.count_max && !is_old) return;
    at = at->second.state == DeliveryState::kPending ? std::next(at) : records_.erase(at);
  }
}

}  // namespace hookline
