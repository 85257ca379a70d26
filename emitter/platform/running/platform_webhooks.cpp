#include "emitter/platform/account/state/operation_error.h"
#include "emitter/platform/running/platform.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace hookline {

Url Platform::webhook_url(const std::string& text) const {
  return parse_webhook_url(text, options_.https_ports);
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

/// Where it belongs, in memory.
void Platform::place(KeptWebhook kept) {
  const std::uint64_t id = kept.webhook.id;
  publisher_.set_webhook(id, std::make_shared<const Url>(kept.webhook.url));
  webhooks_.put(std::move(kept.webhook), kept.why_inactive, kept.inactive_since_s);
}

std::shared_ptr<const Webhook> Platform::put(KeptWebhook kept) {
  check(kept.webhook);
  const std::uint64_t id = kept.webhook.id;
  PlatformChange change = change_to_come();
  change.webhook = kept;
  change.next.webhook = std::max(change.next.webhook, id + 1);
  store_->keep(change);
  place(std::move(kept));
  news_.note_webhooks();
  return webhooks_.find(id);
}

std::shared_ptr<const Webhook> Platform::add_webhook(Webhook webhook) {
  const std::lock_guard lock(mutex_);
  webhook.id = webhooks_.next_id();
  webhook.created_s = clock_.now_s();
  return put({std::move(webhook), "", 0});
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
  return put({std::move(changed), webhooks_.why_inactive(id), webhooks_.inactive_since_s(id)});
}

void Platform::remove_webhook(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  if (!webhooks_.find(id)) throw OperationError("id", fmt::format("there is no webhook {}", id));
  PlatformChange change = change_to_come();
  change.removed_webhook = id;
  store_->keep(change);
  webhooks_.remove(id);
  news_.note_webhooks();
}

std::shared_ptr<const Webhook> Platform::activate_webhook(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  auto present = webhooks_.find(id);
  if (!present) throw OperationError("id", fmt::format("there is no webhook {}", id));
  if (webhooks_.is_active(id)) return present;
  KeptWebhook kept{*present, "", 0};
  kept.webhook.active = true;
  sender_->switch_on(ReceiverId(id));
  return put(std::move(kept));
}

void Platform::switch_off(std::uint64_t webhook, const std::string& why) {
  const std::lock_guard lock(mutex_);
  const std::int64_t now_s = clock_.now_s();
  if (!webhooks_.deactivate(webhook, why, now_s)) return;
  news_.note_webhooks();
  PlatformChange change = change_to_come();
  change.webhook = KeptWebhook{*webhooks_.find(webhook), why, now_s};
  change.webhook->webhook.active = false;
  store_->keep(change);
}

}  // namespace hookline
