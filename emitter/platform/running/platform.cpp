#include "emitter/platform/running/platform.h"

#include "catcher/base/units/timestamp.h"
#include "emitter/delivery/queue/memory_delivery_queue.h"
#include "emitter/platform/account/state/operation_error.h"

#include <fmt/format.h>

namespace hookline {
namespace {

constexpr std::int64_t kMicroseconds = 1'000'000;

QueuedDelivery queued_of(const Delivery& made, std::uint64_t id, std::int64_t now_us) {
  QueuedDelivery queued;
  queued.id = id;
  queued.event_id = made.event_id;
  queued.receiver = made.receiver;
  queued.url = made.url->text();
  queued.payload = made.payload;
  queued.due_us = now_us;
  return queued;
}

DeliveryRecord record_of(const QueuedDelivery& queued, const Event& event) {
  DeliveryRecord record;
  record.id = queued.id;
  record.event_id = queued.event_id;
  record.receiver = queued.receiver;
  if (!event.automation_id) record.type = event.type;
  record.url = queued.url;
  record.body = queued.payload;
  record.accepted_us = queued.due_us;
  return record;
}

}  // namespace

Platform::Platform(PlatformOptions options)
    : https_ports_(options.https_ports),
      state_(std::move(options.account)),
      profile_(std::make_shared<const AccountProfile>(state_.profile)),
      log_(options.log),
      queue_(std::make_unique<MemoryDeliveryQueue>()) {
  dispatcher_.emplace(*queue_, std::move(options.dispatch),
                      [this](const Attempt& attempt) { on_attempt(attempt); });
}

Platform::~Platform() = default;

std::int64_t Platform::now_us() const {
  return wall_clock_us();
}

Platform::Performed Platform::perform(const Cause& cause, const Work& work) {
  std::unique_lock lock(mutex_);
  Performed performed = perform_locked(cause, work);
  lock.unlock();
  send_soon(performed);
  return performed;
}

Platform::Performed Platform::perform(const Cause& cause, const Operation& operation) {
  return perform(cause, [&](AccountDraft& draft) {
    std::visit([&](const auto& one) { hookline::perform(one, draft); }, operation);
  });
}

Platform::Performed Platform::perform_locked(Cause cause, const Work& work) {
  if (cause.time_s == 0) cause.time_s = now_us() / kMicroseconds;
  AccountDraft draft(state_, cause, profile_);
  work(draft);
  std::vector<QueuedDelivery> queued;
  Performed performed = publish(draft, queued);
  std::vector<DeliveryRecord> records;
  auto event = performed.events.begin();
  for (const QueuedDelivery& one : queued) {
    while (event->id != one.event_id) ++event;
    records.push_back(record_of(one, *event));
  }
  log_.accept(records);
  queue_->accept(queued);
  draft.commit(state_);
  next_event_id_ += performed.events.size();
  next_delivery_id_ += queued.size();
  return performed;
}

/// Gives the draft's events their ids, and makes the deliveries that follow.
Platform::Performed Platform::publish(const AccountDraft& draft,
                                      std::vector<QueuedDelivery>& queued) {
  Performed performed{draft.events(), {}};
  const std::int64_t now = now_us();
  made_.clear();
  std::uint64_t event_id = next_event_id_;
  for (Event& event : performed.events) {
    event.id = event_id++;
    publisher_.publish(event, webhooks_, Clock::now(), made_);
  }
  std::uint64_t id = next_delivery_id_;
  for (const Delivery& delivery : made_) {
    performed.deliveries.push_back(id);
    queued.push_back(queued_of(delivery, id++, now));
  }
  return performed;
}

void Platform::send_soon(const Performed& performed) {
  if (!performed.deliveries.empty()) dispatcher_->wake();
}

Url Platform::webhook_url(const std::string& text) const {
  return parse_webhook_url(text, https_ports_);
}

void Platform::check(const Webhook& webhook) const {
  if (!webhook.listens()) {
    throw OperationError("events", "a webhook listens for at least one event");
  }
  if (webhook.sources.none()) {
    throw OperationError("sources",
                         "a webhook listens to at least one source: public, admin, api or system");
  }
  if (webhook.list != 0) require(state_.lists, webhook.list, "list", "list");
}

std::shared_ptr<const Webhook> Platform::put(Webhook webhook) {
  check(webhook);
  const std::uint64_t id = webhook.id;
  publisher_.set_webhook(id, std::make_shared<const Url>(webhook.url));
  webhooks_.put(std::move(webhook));
  return webhooks_.find(id);
}

std::shared_ptr<const Webhook> Platform::add_webhook(Webhook webhook) {
  const std::lock_guard lock(mutex_);
  webhook.id = webhooks_.next_id();
  webhook.created_s = now_us() / kMicroseconds;
  return put(std::move(webhook));
}

std::shared_ptr<const Webhook> Platform::change_webhook(
    std::uint64_t id, const std::function<void(Webhook&)>& change) {
  const std::lock_guard lock(mutex_);
  const auto present = webhooks_.find(id);
  if (!present) throw OperationError("id", fmt::format("there is no webhook {}", id));
  Webhook changed = *present;
  change(changed);
  changed.id = id;
  changed.created_s = present->created_s;
  changed.active = webhooks_.is_active(id);
  return put(std::move(changed));
}

void Platform::remove_webhook(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  if (!webhooks_.remove(id)) throw OperationError("id", fmt::format("there is no webhook {}", id));
}

/// On a thread of the dispatcher's.
void Platform::on_attempt(const Attempt& attempt) {
  log_.note(attempt);
  if (attempt.switched_off.empty()) return;
  const std::lock_guard lock(mutex_);
  webhooks_.deactivate(attempt.receiver.number, attempt.switched_off);
}

}  // namespace hookline
