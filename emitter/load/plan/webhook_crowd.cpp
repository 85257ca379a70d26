#include "emitter/load/plan/webhook_crowd.h"

#include "emitter/load/plan/event_source.h"

#include <memory>

namespace hookline {
namespace {

/// Nothing is sent there; short, so that a million of them cost no memory of their own.
const Url& nowhere() {
  static const Url kUrl = Url::parse("http://x/");
  return kUrl;
}

Webhook made_webhook(std::uint64_t position) {
  Webhook webhook{position + 1, {}, nowhere(), 0, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  return webhook;
}

/// One that no event of the run fires: it has a list on which nothing happens. Where the kind of
/// event ignores lists, it leaves out the source that causes the run's events.
Webhook bystander(std::uint64_t position, EventType type) {
  Webhook webhook = made_webhook(position);
  webhook.events.reset();
  webhook.events.set(static_cast<std::size_t>(type));
  if (is_list_filtered(type)) {
    webhook.list = EventSource::kListsMax + 1 + position;
  } else {
    webhook.sources.reset(static_cast<std::size_t>(typical_sources(type).front()));
  }
  return webhook;
}

/// Whether this one is among the matching, which are spread evenly.
bool is_matching(std::uint64_t position, std::uint64_t webhooks, std::uint64_t matching) {
  return (position + 1) * matching / webhooks != position * matching / webhooks;
}

}  // namespace

WebhookCrowd::WebhookCrowd(std::uint64_t webhooks, std::uint64_t matching,
                           std::span<const EventType> types) {
  std::vector<std::shared_ptr<const Webhook>> all;
  all.reserve(webhooks);
  for (std::uint64_t i = 0; i < webhooks; ++i) {
    all.push_back(std::make_shared<const Webhook>(is_matching(i, webhooks, matching)
                                                      ? made_webhook(i)
                                                      : bystander(i, types[i % types.size()])));
  }
  index_ = MatchIndex(all);
}

void WebhookCrowd::match(const Event& event, std::vector<std::uint64_t>& lists,
                         std::vector<MatchIndex::Position>& firing) const {
  lists.clear();
  for (const ListEntry& list : event.lists) lists.push_back(list.id);
  firing.clear();
  index_.match(event.type, event.source, lists, firing);
}

}  // namespace hookline
