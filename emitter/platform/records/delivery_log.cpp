#include "emitter/platform/records/delivery_log.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/timing/wall_time.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace hookline {
namespace {

AttemptRecord record_of(const Attempt& attempt, std::int64_t ahead_us) {
  using std::chrono::microseconds;
  const auto took = std::chrono::duration_cast<microseconds>(attempt.finished - attempt.started);
  return {wall_time_us(attempt.started) + ahead_us,
          took.count(),
          std::string(name_of(attempt.outcome)),
          attempt.status,
          attempt.problem,
          attempt.answer};
}

bool is_meant(const DeliveryRecord& record, const DeliverySelection& selection) {
  if (selection.state && record.state != *selection.state) return false;
  if (selection.type && record.type != *selection.type) return false;
  if (selection.event && record.event_id != *selection.event) return false;
  if (selection.contact && record.about.contact != *selection.contact) return false;
  return !selection.webhook || record.receiver == ReceiverId(*selection.webhook);
}

bool is_failure_since(const DeliveryRecord& record, std::int64_t since_us) {
  if (record.state != DeliveryState::kFailed) return false;
  return (record.attempts.empty() ? record.accepted_us : record.attempts.back().at_us) >= since_us;
}

}  // namespace

void DeliveryLog::accept(std::span<const DeliveryRecord> records) {
  if (records.empty()) return;
  const std::lock_guard lock(mutex_);
  for (const DeliveryRecord& record : records) {
    records_.insert_or_assign(records_.end(), record.id, record);
    if (record.state != DeliveryState::kPending) count_ended(record);
  }
  last_id_ = std::max(last_id_, records.back().id);
  forget_ended(records.back().accepted_us);
  forget_pending();
}

void DeliveryLog::take_back(std::uint64_t first) {
  const std::lock_guard lock(mutex_);
  records_.erase(records_.lower_bound(first), records_.end());
  last_id_ = std::min(last_id_, first - 1);
}

void DeliveryLog::note(const Attempt& attempt, std::int64_t ahead_us) {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(attempt.delivery_id);
  if (found == records_.end()) return;
  DeliveryRecord& record = found->second;
  record.attempts.push_back(record_of(attempt, ahead_us));
  if (record.state == DeliveryState::kPending && attempt.is_last()) count_ended(record);
  record.state = attempt.state;
}

std::optional<DeliveryRecord> DeliveryLog::find(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = records_.find(id);
  return found == records_.end() ? std::nullopt : std::optional(found->second);
}

std::vector<DeliveryRecord> DeliveryLog::select(const DeliverySelection& selection) const {
  const std::lock_guard lock(mutex_);
  std::vector<DeliveryRecord> selected;
  if (selection.ids) return select_named(selection);
  const auto take = [&](auto from, auto to) {
    for (; from != to && selected.size() < selection.limit; ++from)
      if (is_meant(from->second, selection)) selected.push_back(from->second);
  };
  if (selection.before <= selection.after) return selected;
  const auto first = records_.upper_bound(selection.after);
  const auto last = records_.lower_bound(selection.before);
  if (selection.order == DeliveryOrder::kOldestFirst) {
    take(first, last);
  } else {
    take(std::make_reverse_iterator(last), std::make_reverse_iterator(first));
  }
  return selected;
}

std::vector<DeliveryRecord> DeliveryLog::select_named(const DeliverySelection& selection) const {
  std::vector<std::uint64_t> ids = *selection.ids;
  std::ranges::sort(ids);
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  if (selection.order == DeliveryOrder::kNewestFirst) std::ranges::reverse(ids);
  std::vector<DeliveryRecord> selected;
  for (const std::uint64_t id : ids) {
    const auto found = records_.find(id);
    if (found == records_.end() || selected.size() == selection.limit) continue;
    const bool is_between = id > selection.after && id < selection.before;
    if (is_between && is_meant(found->second, selection)) selected.push_back(found->second);
  }
  return selected;
}

std::map<std::uint64_t, DeliveryLog::Faring> DeliveryLog::faring(std::int64_t since_us) const {
  const std::lock_guard lock(mutex_);
  std::map<std::uint64_t, Faring> by_webhook;
  std::map<std::uint64_t, const DeliveryRecord*> last;
  for (const auto& [id, record] : records_) {
    if (record.receiver.kind != ReceiverId::Kind::kWebhook) continue;
    Faring& faring = by_webhook[record.receiver.number];
    ++faring.deliveries;
    if (is_failure_since(record, since_us)) ++faring.failures;
    last[record.receiver.number] = &record;
  }
  for (const auto& [webhook, record] : last) by_webhook[webhook].last = *record;
  return by_webhook;
}

std::uint64_t DeliveryLog::oldest_id() const {
  const std::lock_guard lock(mutex_);
  return records_.empty() ? 0 : records_.begin()->first;
}

std::uint64_t DeliveryLog::last_id() const {
  const std::lock_guard lock(mutex_);
  return last_id_;
}

/// Its event's body is shared, and counted once.
void DeliveryLog::count_ended(const DeliveryRecord& record) {
  std::uint64_t bytes = record.url.size();
  if (std::exchange(counted_event_, record.event_id) != record.event_id)
    bytes += record.body->size();
  for (const AttemptRecord& attempt : record.attempts)
    bytes += attempt.answer.size() + attempt.problem.size();
  ended_.emplace_back(record.id, bytes);
  ended_bytes_ += bytes;
}

void DeliveryLog::forget_ended(std::int64_t now_us) {
  while (!ended_.empty()) {
    const auto [id, bytes] = ended_.front();
    const auto oldest = records_.find(id);
    const bool is_old = oldest->second.accepted_us < now_us - limits_.age_max_us;
    const bool is_within = ended_.size() <= limits_.count_max && ended_bytes_ <= limits_.bytes_max;
    if (is_within && !is_old) return;
    records_.erase(oldest);
    ended_bytes_ -= bytes;
    ended_.pop_front();
  }
}

/// What is pending is kept in the queue, however much it is; the log tells of the newest.
void DeliveryLog::forget_pending() {
  auto at = records_.begin();
  while (records_.size() - ended_.size() > limits_.count_max) {
    at = at->second.state == DeliveryState::kPending ? records_.erase(at) : std::next(at);
  }
}

}  // namespace hookline
