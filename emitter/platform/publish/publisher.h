#pragma once

#include "catcher/base/http/url/url.h"
#include "emitter/delivery/delivery.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/platform/webhooks/match_index.h"

#include <cstdint>
#include <map>
#include <memory>
#include <utility>
#include <vector>

namespace hookline {

/// The one way from an event to deliveries: who hears of it, its body rendered once, a delivery for
/// each. Where nobody hears of it, nothing is rendered. One thread at a time.
class Publisher {
 public:
  using SharedUrl = std::shared_ptr<const Url>;

  /// The webhook of id n posts to the URL at n - 1; where the webhooks are more, they take turns,
  /// so that a million of them need not have a million URLs.
  explicit Publisher(std::vector<SharedUrl> webhook_urls = {})
      : webhook_urls_(std::move(webhook_urls)) {}
  /// Where that webhook posts from now on; a webhook has to have a place before it fires.
  void set_webhook(std::uint64_t webhook, SharedUrl url);
  /// Where that automation's webhook action posts.
  void add_action(std::uint64_t automation, SharedUrl url) {
    action_urls_[automation] = std::move(url);
  }

  /// Appends the deliveries, ids still 0, to `made`. `webhooks` is asked which of them the event
  /// fires (WebhookRegistry::match); an automation's action goes to its own URL instead.
  template <class Webhooks>
  void publish(const Event& event, Webhooks& webhooks, Clock::time_point due,
               std::vector<Delivery>& made) {
    if (event.automation_id) return publish_action(event, due, made);
    webhooks.match(event, lists_, firing_);
    if (firing_.empty()) return;
    const Payload payload = render_payload(event);
    for (const MatchIndex::Position position : firing_)
      made.push_back(delivery_of(event, id_of_webhook(position), payload, due));
  }

  /// Of a webhook, or of an action that was added.
  const SharedUrl& url_of(ReceiverId receiver) const;

 private:
  static std::uint64_t id_of_webhook(MatchIndex::Position position) {
    return std::uint64_t{1} + position;
  }
  void publish_action(const Event& event, Clock::time_point due, std::vector<Delivery>& made) const;
  Delivery delivery_of(const Event& event, ReceiverId receiver, const Payload& payload,
                       Clock::time_point due) const;

  std::vector<SharedUrl> webhook_urls_;
  std::map<std::uint64_t, SharedUrl> action_urls_;  ///< by automation
  std::vector<std::uint64_t> lists_;                ///< of the event being published
  std::vector<MatchIndex::Position> firing_;        ///< at it
};

}  // namespace hookline
