#include "emitter/platform/webhooks/match_index.h"

#include "emitter/platform/webhooks/match_reason.h"

#include <algorithm>
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Webhooks = std::vector<std::shared_ptr<const Webhook>>;

struct Wish {
  std::vector<EventType> events;
  std::vector<Source> sources{kSources.begin(), kSources.end()};
  std::uint64_t list = 0;
  bool active = true;
};

std::shared_ptr<const Webhook> make_webhook(const Wish& wish) {
  Webhook webhook{1, "a webhook", Url::parse("http://localhost/"), wish.list, {}, {}, wish.active};
  for (const EventType type : wish.events) webhook.events.set(static_cast<std::size_t>(type));
  for (const Source source : wish.sources) webhook.sources.set(static_cast<std::size_t>(source));
  return std::make_shared<const Webhook>(std::move(webhook));
}

Webhooks make_webhooks(const std::vector<Wish>& wishes) {
  Webhooks webhooks;
  for (const Wish& wish : wishes) webhooks.push_back(make_webhook(wish));
  return webhooks;
}

std::vector<MatchIndex::Position> firing(const MatchIndex& index, EventType type, Source source,
                                         const std::vector<std::uint64_t>& lists = {}) {
  std::vector<MatchIndex::Position> positions;
  index.match(type, source, lists, positions);
  return positions;
}

TEST(MatchIndex, FiresByType) {
  const MatchIndex index(make_webhooks({{.events = {EventType::kOpen}},
                                        {.events = {EventType::kClick, EventType::kOpen}},
                                        {.events = {EventType::kDealAdd}}}));
  EXPECT_THAT(firing(index, EventType::kOpen, Source::kPublic), ElementsAre(0, 1));
  EXPECT_THAT(firing(index, EventType::kDealAdd, Source::kPublic), ElementsAre(2));
  EXPECT_THAT(firing(index, EventType::kSmsSent, Source::kPublic), IsEmpty());
}

TEST(MatchIndex, FiresBySource) {
  const MatchIndex index(
      make_webhooks({{.events = {EventType::kOpen}, .sources = {Source::kApi}},
                     {.events = {EventType::kOpen}, .sources = {Source::kApi, Source::kSystem}}}));
  EXPECT_THAT(firing(index, EventType::kOpen, Source::kApi), ElementsAre(0, 1));
  EXPECT_THAT(firing(index, EventType::kOpen, Source::kSystem), ElementsAre(1));
  EXPECT_THAT(firing(index, EventType::kOpen, Source::kAdmin), IsEmpty());
}

TEST(MatchIndex, FiresAListScopedWebhookOnlyForItsList) {
  const MatchIndex index(make_webhooks({{.events = {EventType::kSubscribe}, .list = 7},
                                        {.events = {EventType::kSubscribe}, .list = 8},
                                        {.events = {EventType::kSubscribe}}}));
  EXPECT_THAT(firing(index, EventType::kSubscribe, Source::kApi, {7}), ElementsAre(0, 2));
  EXPECT_THAT(firing(index, EventType::kSubscribe, Source::kApi, {9}), ElementsAre(2));
  EXPECT_THAT(firing(index, EventType::kSubscribe, Source::kApi), ElementsAre(2));
}

TEST(MatchIndex, PassesUnfilteredEventsToListScopedWebhooks) {
  const MatchIndex index(make_webhooks({{.events = {EventType::kContactTagAdded}, .list = 7}}));
  EXPECT_THAT(firing(index, EventType::kContactTagAdded, Source::kApi), ElementsAre(0));
  EXPECT_THAT(firing(index, EventType::kContactTagAdded, Source::kApi, {8}), ElementsAre(0));
}

TEST(MatchIndex, FiltersExactlyTheTenListFilteredEvents) {
  std::size_t filtered = 0;
  for (const EventType type : all_event_types()) {
    const MatchIndex index(make_webhooks({{.events = {type}, .list = 7}}));
    filtered += firing(index, type, Source::kAdmin, {8}).empty() ? 1 : 0;
  }
  EXPECT_EQ(filtered, 10U);
}

TEST(MatchIndex, ReportsEachOnceInOrderForAnEventWithSeveralLists) {
  const MatchIndex index(make_webhooks({{.events = {EventType::kUnsubscribe}, .list = 3},
                                        {.events = {EventType::kUnsubscribe}},
                                        {.events = {EventType::kUnsubscribe}, .list = 1},
                                        {.events = {EventType::kUnsubscribe}, .list = 3},
                                        {.events = {EventType::kUnsubscribe}, .list = 2},
                                        {.events = {EventType::kUnsubscribe}}}));
  EXPECT_THAT(firing(index, EventType::kUnsubscribe, Source::kAdmin, {3, 1}),
              ElementsAre(0, 1, 2, 3, 5));
  EXPECT_THAT(firing(index, EventType::kUnsubscribe, Source::kAdmin, {3, 3, 0, 1, 3}),
              ElementsAre(0, 1, 2, 3, 5));
}

TEST(MatchIndex, AppendsBehindWhatIsThere) {
  const MatchIndex index(make_webhooks(
      {{.events = {EventType::kOpen}, .list = 1}, {.events = {EventType::kOpen}, .list = 2}}));
  std::vector<MatchIndex::Position> positions = {1, 1, 0};
  const std::uint64_t lists[] = {2, 1, 2};
  index.match(EventType::kOpen, Source::kApi, lists, positions);
  EXPECT_THAT(positions, ElementsAre(1, 1, 0, 0, 1));
}

TEST(MatchIndex, LeavesOutInactiveWebhooks) {
  const MatchIndex index(make_webhooks(
      {{.events = {EventType::kOpen}, .active = false}, {.events = {EventType::kOpen}}}));
  EXPECT_THAT(firing(index, EventType::kOpen, Source::kApi), ElementsAre(1));
}

TEST(MatchIndex, FiresNothingWhenEmpty) {
  EXPECT_THAT(firing(MatchIndex(), EventType::kOpen, Source::kApi, {1, 2}), IsEmpty());
  EXPECT_THAT(firing(MatchIndex(Webhooks{}), EventType::kOpen, Source::kApi, {1}), IsEmpty());
}

/// The rule as the platform states it, asked of each webhook in turn.
bool fires(const Webhook& webhook, EventType type, Source source,
           const std::vector<std::uint64_t>& lists) {
  const bool listens = webhook.active && webhook.events[static_cast<std::size_t>(type)] &&
                       webhook.sources[static_cast<std::size_t>(source)];
  const bool on_list = webhook.list == 0 || !is_list_filtered(type) ||
                       std::find(lists.begin(), lists.end(), webhook.list) != lists.end();
  return listens && on_list;
}

Event make_event(EventType type, Source source, const std::vector<std::uint64_t>& lists) {
  Event event;
  event.type = type;
  event.source = source;
  for (const std::uint64_t list : lists) event.lists.push_back({list, "a list"});
  return event;
}

/// Asks index, explanation and rule the same question of every type, source and choice of lists.
void expect_agreement(const Webhooks& webhooks,
                      const std::vector<std::vector<std::uint64_t>>& choices) {
  const MatchIndex index(webhooks);
  for (const EventType type : all_event_types()) {
    for (const Source source : kSources) {
      for (const auto& lists : choices) {
        std::vector<MatchIndex::Position> expected;
        for (MatchIndex::Position i = 0; i < webhooks.size(); ++i) {
          const bool due = fires(*webhooks[i], type, source, lists);
          if (due) expected.push_back(i);
          const auto reason = explain(*webhooks[i], make_event(type, source, lists));
          ASSERT_EQ(reason.fires, due) << reason.sentence;
          ASSERT_NE(reason.sentence, "");
        }
        ASSERT_EQ(firing(index, type, source, lists), expected)
            << name_of(type) << ' ' << name_of(source);
      }
    }
  }
}

TEST(MatchIndex, AgreesWithTheRuleForEveryCombination) {
  Webhooks webhooks;
  for (const EventType type : all_event_types()) {
    for (unsigned sources = 1; sources < 16; ++sources) {
      for (std::uint64_t list = 0; list < 3; ++list) {
        Webhook webhook = *make_webhook({.events = {type}, .sources = {}, .list = list});
        webhook.sources = SourceSet(sources);
        webhook.active = (sources + list) % 7 != 0;
        webhooks.push_back(std::make_shared<const Webhook>(webhook));
      }
    }
  }
  expect_agreement(webhooks, {{}, {1}, {2}, {3}, {1, 2}, {2, 1, 3}});
}

TEST(MatchIndex, AgreesWithTheRuleForRandomWebhooks) {
  const auto seed = std::random_device()();
  SCOPED_TRACE(testing::Message() << "seed " << seed);
  std::mt19937_64 random(seed);
  for (int round = 0; round < 5; ++round) {
    Webhooks webhooks;
    for (int i = 0; i < 200; ++i) {
      Webhook webhook = *make_webhook({.events = {}, .list = random() % 6});
      webhook.events = EventTypeSet(random());
      webhook.sources = SourceSet(random());
      webhook.active = random() % 8 != 0;
      webhooks.push_back(std::make_shared<const Webhook>(webhook));
    }
    expect_agreement(webhooks, {{}, {1}, {5}, {4, 2}, {1, 2, 3, 4, 5, 6}, {2, 2, 0}});
  }
}

TEST(MatchReason, SaysWhyInPlainWords) {
  const auto webhook = make_webhook({.events = {EventType::kSubscribe, EventType::kDealAdd},
                                     .sources = {Source::kAdmin},
                                     .list = 2});
  const auto why = [&](EventType type, Source source, const std::vector<std::uint64_t>& lists) {
    return explain(*webhook, make_event(type, source, lists)).sentence;
  };
  EXPECT_EQ(why(EventType::kOpen, Source::kAdmin, {2}), "does not listen for open");
  EXPECT_EQ(why(EventType::kSubscribe, Source::kApi, {2}),
            "does not listen for events caused by the API");
  EXPECT_EQ(why(EventType::kSubscribe, Source::kAdmin, {3, 1}),
            "listens only on list 2, which is not among the event's lists (1, 3)");
  EXPECT_EQ(why(EventType::kSubscribe, Source::kAdmin, {}),
            "listens only on list 2, and the event concerns no list");
  EXPECT_EQ(why(EventType::kSubscribe, Source::kAdmin, {2}),
            "listens for subscribe caused by an admin user on list 2");
  EXPECT_EQ(why(EventType::kDealAdd, Source::kAdmin, {}),
            "listens for deal_add caused by an admin user, which its list 2 does not filter");
}

TEST(MatchReason, SaysSinceWhenAWebhookIsInactive) {
  const auto webhook = make_webhook({.events = {EventType::kOpen}, .active = false});
  const Event event = make_event(EventType::kOpen, Source::kApi, {});
  EXPECT_EQ(explain(*webhook, event).sentence, "is inactive");
  EXPECT_EQ(explain(*webhook, event, "since it answered 410").sentence,
            "is inactive since it answered 410");
}

}  // namespace
}  // namespace hookline
