#include "emitter/platform/publish/publisher.h"
#include "emitter/platform/webhooks/webhook_registry.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr std::uint64_t kThis = 7;
constexpr std::uint64_t kAnother = 8;

/// The events that a webhook's list filters, by their names, as the platform documents them.
const std::set<std::string> kFiltered = {"subscribe", "unsubscribe", "update", "sent",  "open",
                                         "click",     "forward",     "share",  "reply", "bounce"};

/// A webhook of the proof, and all that decides whether it fires.
struct Case {
  EventType listens_for = EventType::kOpen;
  bool has_source = true;
  std::uint64_t list = 0;
  bool is_on = true;
};

/// The rule, word by word.
bool should_fire(const Case& one, EventType type, std::uint64_t list) {
  if (!one.is_on) return false;
  if (one.listens_for != type) return false;
  if (!one.has_source) return false;
  if (one.list == 0) return true;
  if (!kFiltered.contains(std::string(name_of(type)))) return true;
  return one.list == list;
}

std::vector<Case> cases_of(EventType type) {
  const auto other = static_cast<EventType>((static_cast<std::size_t>(type) + 1) % kEventTypeCount);
  std::vector<Case> cases;
  for (const EventType listens_for : {type, other})
    for (const bool has_source : {true, false})
      for (const std::uint64_t list : {std::uint64_t{0}, kThis, kAnother})
        for (const bool is_on : {true, false})
          cases.push_back({listens_for, has_source, list, is_on});
  return cases;
}

/// Ids of those that get a delivery of it.
std::set<std::uint64_t> fired(const std::vector<Case>& cases, EventType type, Source source) {
  WebhookRegistry registry;
  const auto url = std::make_shared<const Url>(Url::parse("http://localhost/"));
  Publisher publisher({url});
  for (const Case& one : cases) {
    Webhook webhook{0, "a webhook", *url, one.list, {}, {}};
    webhook.events.set(static_cast<std::size_t>(one.listens_for));
    webhook.sources.set(static_cast<std::size_t>(source));
    if (!one.has_source) webhook.sources.flip();
    const std::uint64_t id = registry.add(webhook);
    if (!one.is_on) registry.deactivate(id, "since somebody said so");
  }
  Event event;
  event.type = type;
  event.source = source;
  event.account = std::make_shared<const AccountProfile>();
  event.contact = std::make_shared<const Contact>();
  event.lists = {{kThis, "this"}};
  std::vector<Delivery> made;
  publisher.publish(event, registry, Clock::now(), made);
  std::set<std::uint64_t> ids;
  for (const Delivery& delivery : made) EXPECT_TRUE(ids.insert(delivery.receiver.number).second);
  return ids;
}

TEST(FilterRule, HoldsForEveryEventSourceListAndState) {
  std::size_t asked = 0;
  for (const EventType type : all_event_types()) {
    const std::vector<Case> cases = cases_of(type);
    for (const Source source : kSources) {
      const auto ids = fired(cases, type, source);
      for (std::size_t i = 0; i < cases.size(); ++i, ++asked) {
        EXPECT_EQ(ids.contains(i + 1), should_fire(cases[i], type, kThis))
            << name_of(type) << " by " << name_of(source) << ", list " << cases[i].list;
      }
    }
  }
  EXPECT_EQ(asked, 25u * 4 * 3 * 2 * 2 * 2);
}

}  // namespace
}  // namespace hookline
