#include "emitter/platform/webhooks/webhook_registry.h"

#include <algorithm>
#include <stdexcept>

#include <fmt/format.h>

namespace hookline {
namespace {

void refuse_deaf(const Webhook& webhook) {
  if (!webhook.listens()) {
    throw std::invalid_argument(
        fmt::format("webhook \"{}\" listens for no event; give it at least one", webhook.name));
  }
  if (webhook.sources.none()) {
    throw std::invalid_argument(fmt::format(
        "webhook \"{}\" listens to no source; give it at least one of public, admin, api, system",
        webhook.name));
  }
}

}  // namespace

std::uint64_t WebhookRegistry::add(Webhook webhook) {
  webhook.id = next_id();
  put(std::move(webhook));
  return webhooks_.size();
}

void WebhookRegistry::put(Webhook webhook, std::string why, std::int64_t since_s) {
  refuse_deaf(webhook);
  const std::uint64_t id = webhook.id;
  if (!remove(id)) grow(id);
  active_[id - 1] = webhook.active;
  {
    const std::lock_guard lock(mutex_);
    if (!webhook.active) inactive_[id] = {std::move(why), since_s};
    snapshot_ = nullptr;
  }
  webhooks_[id - 1] = std::make_shared<const Webhook>(std::move(webhook));
  ++size_;
  const Webhook& added = *webhooks_[id - 1];
  const auto [named, is_first] = id_by_name_.emplace(added.name, id);
  if (!is_first && named->second > id) {
    id_by_name_.erase(named);
    id_by_name_.emplace(added.name, id);
  }
  index_lacks_some_ = true;
}

bool WebhookRegistry::remove(std::uint64_t id) {
  const auto webhook = find(id);
  if (!webhook) return false;
  forget_name(*webhook);
  webhooks_[id - 1] = nullptr;
  --size_;
  const std::lock_guard lock(mutex_);
  if (active_[id - 1].exchange(false)) ++inactive_in_index_;
  inactive_.erase(id);
  snapshot_ = nullptr;
  return true;
}

/// The name then means the next webhook that has it.
void WebhookRegistry::forget_name(const Webhook& webhook) {
  const auto named = id_by_name_.find(webhook.name);
  if (named == id_by_name_.end() || named->second != webhook.id) return;
  id_by_name_.erase(named);
  for (std::uint64_t id = webhook.id + 1; id < next_id(); ++id) {
    const auto& other = webhooks_[id - 1];
    if (!other || other->name != webhook.name) continue;
    id_by_name_.emplace(other->name, id);
    return;
  }
}

void WebhookRegistry::go_on_from(std::uint64_t next_id) {
  grow(next_id - 1);
}

void WebhookRegistry::grow(std::size_t places) {
  if (places <= webhooks_.size()) return;
  if (places > active_capacity_) {
    const std::size_t capacity = std::max({std::size_t{64}, active_capacity_ * 2, places});
    auto grown = std::make_unique<std::atomic<bool>[]>(capacity);
    for (std::size_t i = 0; i < active_capacity_; ++i) grown[i] = active_[i].load();
    active_ = std::move(grown);
    active_capacity_ = capacity;
  }
  webhooks_.resize(places);
}

std::shared_ptr<const Webhook> WebhookRegistry::find(std::uint64_t id) const {
  return id == 0 || id > webhooks_.size() ? nullptr : webhooks_[id - 1];
}

std::shared_ptr<const Webhook> WebhookRegistry::find(std::string_view name) const {
  const auto found = id_by_name_.find(name);
  return found == id_by_name_.end() ? nullptr : find(found->second);
}

bool WebhookRegistry::is_active(std::uint64_t id) const {
  return id > 0 && id <= webhooks_.size() && active_[id - 1].load();
}

std::string WebhookRegistry::why_inactive(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = inactive_.find(id);
  return found == inactive_.end() ? "" : found->second.why;
}

std::int64_t WebhookRegistry::inactive_since_s(std::uint64_t id) const {
  const std::lock_guard lock(mutex_);
  const auto found = inactive_.find(id);
  return found == inactive_.end() ? 0 : found->second.since_s;
}

bool WebhookRegistry::deactivate(std::uint64_t id, std::string why, std::int64_t since_s) {
  if (id == 0 || id > webhooks_.size()) return false;
  const std::lock_guard lock(mutex_);
  if (!active_[id - 1].exchange(false)) return false;
  inactive_[id] = {std::move(why), since_s};
  snapshot_ = nullptr;
  ++inactive_in_index_;
  return true;
}

void WebhookRegistry::activate(std::uint64_t id) {
  if (!has(id)) return;
  const std::lock_guard lock(mutex_);
  if (active_[id - 1].exchange(true)) return;
  inactive_.erase(id);
  snapshot_ = nullptr;
  index_lacks_some_ = true;
}

std::vector<std::shared_ptr<const Webhook>> WebhookRegistry::present() const {
  std::vector<std::shared_ptr<const Webhook>> present = webhooks_;
  for (auto& webhook : present) {
    if (!webhook || webhook->active == is_active(webhook->id)) continue;
    auto changed = std::make_shared<Webhook>(*webhook);
    changed->active = !changed->active;
    webhook = std::move(changed);
  }
  return present;
}

void WebhookRegistry::rebuild_index() {
  index_lacks_some_ = false;
  inactive_in_index_ = 0;
  index_ = MatchIndex(present());
}

std::shared_ptr<const WebhookSnapshot> WebhookRegistry::snapshot() {
  const std::lock_guard lock(mutex_);
  if (snapshot_) return snapshot_;
  auto made = std::make_shared<WebhookSnapshot>();
  made->webhooks = present();
  std::erase(made->webhooks, nullptr);
  for (const auto& [id, inactive] : inactive_) made->why_inactive.emplace(id, inactive.why);
  return snapshot_ = std::move(made);
}

void WebhookRegistry::match(const Event& event, std::vector<std::uint64_t>& lists,
                            std::vector<MatchIndex::Position>& firing) {
  if (index_lacks_some_ || inactive_in_index_ > webhooks_.size() / 8) rebuild_index();
  lists.clear();
  for (const auto& list : event.lists) lists.push_back(list.id);
  firing.clear();
  index_.match(event.type, event.source, lists, firing);
  std::erase_if(firing, [this](MatchIndex::Position position) {
    return !active_[position].load(std::memory_order_relaxed);
  });
}

MatchReason WebhookRegistry::explain(const Webhook& webhook, const Event& event) const {
  Webhook present = webhook;
  present.active = is_active(webhook.id);
  return hookline::explain(present, event, why_inactive(webhook.id));
}

}  // namespace hookline
