#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/running/platform.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {
namespace {

DeliveryRecord record_of(const QueuedDelivery& queued, const Event& event) {
  DeliveryRecord record;
  record.id = queued.id;
  record.event_id = queued.event_id;
  record.receiver = queued.receiver;
  if (!event.automation_id) record.type = event.type;
  record.url = queued.url;
  record.body = queued.payload;
  record.accepted_us = queued.due_us;
  record.about = about(event);
  return record;
}

/// The same body, to be sent again.
QueuedDelivery queued_again(const DeliveryRecord& record, std::uint64_t id, std::int64_t now_us) {
  QueuedDelivery queued;
  queued.id = id;
  queued.event_id = record.event_id;
  queued.receiver = record.receiver;
  queued.url = record.url;
  queued.payload = record.body;
  queued.due_us = now_us;
  return queued;
}

DeliveryRecord record_again(const DeliveryRecord& record, const QueuedDelivery& queued) {
  DeliveryRecord again = record;
  again.id = queued.id;
  again.url = queued.url;
  again.accepted_us = queued.due_us;
  again.state = DeliveryState::kPending;
  again.attempts.clear();
  again.repeat_of = record.id;
  return again;
}

}  // namespace

/// The log knows of deliveries before the queue does, so that none is tried before.
void Platform::keep(const PlatformChange& change, const Performed& performed) {
  std::vector<DeliveryRecord> records;
  auto event = performed.events.begin();
  for (const QueuedDelivery& one : change.deliveries) {
    while (event->id != one.event_id) ++event;
    records.push_back(record_of(one, *event));
  }
  keep(change, records);
}

void Platform::keep(const PlatformChange& change, const std::vector<DeliveryRecord>& records) {
  store_->log().accept(records);
  try {
    store_->keep(change);
  } catch (...) {
    store_->log().take_back(next_delivery_id_);
    throw;
  }
}

/// For those who look, now or later, how it came about.
void Platform::note_done(const Performed& performed,
                         const std::vector<QueuedDelivery>& deliveries) {
  std::size_t done = 0;
  for (std::size_t i = 0; i < performed.events.size(); ++i) {
    const std::size_t count = performed.fired[i];
    HappenedEvent happened{performed.events[i], {}, 0, count, webhooks_.snapshot()};
    if (count > 0) happened.first_delivery = deliveries[done].id;
    for (std::size_t last = done + count; done < last; ++done) {
      const ReceiverId receiver = deliveries[done].receiver;
      if (receiver.kind == ReceiverId::Kind::kWebhook) happened.fired.push_back(receiver.number);
    }
    events_.add(std::move(happened));
  }
  news_.note_done(next_event_id_ - 1, next_delivery_id_ - 1, deliveries.size());
}

std::uint64_t Platform::repeat_delivery(std::uint64_t id) {
  std::unique_lock lock(mutex_);
  const auto record = store_->log().find(id);
  if (!record) {
    throw OperationError("id", fmt::format("there is no delivery {} in the log (any more)", id));
  }
  PlatformChange change = change_to_come();
  change.deliveries = {queued_again(*record, next_delivery_id_, now_us())};
  if (record->receiver.kind == ReceiverId::Kind::kWebhook)
    change.deliveries.front().url = url_to_repeat_to(record->receiver.number);
  check_room(1);
  change.repeat_of = id;
  ++change.next.delivery;
  keep(change, {record_again(*record, change.deliveries.front())});
  next_delivery_id_ = change.next.delivery;
  news_.note_delivery(change.deliveries.front().id);
  lock.unlock();
  sender_->wake();
  return change.deliveries.front().id;
}

std::string Platform::url_to_repeat_to(std::uint64_t webhook) const {
  const auto present = webhooks_.find(webhook);
  if (!present) {
    throw OperationError("webhook",
                         fmt::format("webhook {}, which it went to, was removed", webhook));
  }
  if (!webhooks_.is_active(webhook)) {
    throw OperationError("webhook", fmt::format("webhook \"{}\" is inactive {}", present->name,
                                                webhooks_.why_inactive(webhook)));
  }
  return present->url.text();
}

/// On a thread of the sender's.
void Platform::on_attempt(const Attempt& attempt) {
  store_->log().note(attempt, clock_.advanced_us());
  news_.note_delivery(attempt.delivery_id);
  if (options_.on_attempt) options_.on_attempt(attempt, store_->log().find(attempt.delivery_id));
  if (attempt.switched_off.empty()) return;
  chores_.add(
      [this, id = attempt.receiver.number, why = attempt.switched_off] { switch_off(id, why); });
}

}  // namespace hookline
