#include "emitter/load/plan/event_source.h"

#include "emitter/load/plan/webhook_crowd.h"
#include "emitter/platform/payloads/payload.h"

#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::vector<EventType> mix() {
  const auto all = all_event_types();
  return {all.begin(), all.end()};
}

TEST(EventSource, GivesTheKindsInTurn) {
  const std::vector<EventType> types = {EventType::kOpen, EventType::kDealUpdate};
  EventSource source(types);
  for (int i = 0; i < 300; ++i) {
    EXPECT_EQ(source.next(1, 0).type, EventType::kOpen);
    EXPECT_EQ(source.next(2, 0).type, EventType::kDealUpdate);
  }
}

TEST(EventSource, RendersAnotherPayloadForEachEventOfARound) {
  for (const EventType type :
       {EventType::kSubscribe, EventType::kOpen, EventType::kDealUpdate, EventType::kDealTaskAdd,
        EventType::kContactTagAdded, EventType::kListAdd}) {
    EventSource source(std::vector{type});
    std::set<std::string> payloads;
    for (std::size_t i = 0; i < source.round(); ++i) {
      payloads.insert(*render_payload(source.next(i + 1, 0)));
    }
    EXPECT_EQ(payloads.size(), source.round()) << name_of(type);
  }
}

TEST(EventSource, KnowsAll25Kinds) {
  EventSource source(mix());
  EXPECT_EQ(source.round() % kEventTypeCount, 0U);
  for (std::size_t i = 0; i < source.round(); ++i) {
    const Event& event = source.next(i + 1, 1'700'000'000);
    EXPECT_EQ(event.id, i + 1);
    EXPECT_FALSE(render_payload(event)->empty());
    for (const ListEntry& list : event.lists) {
      if (event.type != EventType::kListAdd) {
        EXPECT_LE(list.id, EventSource::kListsMax);
      }
    }
  }
}

TEST(EventSource, StartsWhereItIsTold) {
  EventSource first(mix(), 0);
  EventSource second(mix(), 1);
  first.next(1, 0);
  EXPECT_EQ(*render_payload(first.next(2, 0)), *render_payload(second.next(2, 0)));
}

TEST(WebhookCrowd, FiresAsManyAsItWasTold) {
  struct Case {
    std::uint64_t webhooks;
    std::uint64_t matching;
  };
  for (const Case& sizes : {Case{1, 1}, Case{10, 10}, Case{1000, 1}, Case{1000, 333}, Case{7, 3}}) {
    const auto types = mix();
    const WebhookCrowd crowd(sizes.webhooks, sizes.matching, types);
    EventSource source(types);
    std::vector<std::uint64_t> lists;
    std::vector<MatchIndex::Position> firing;
    for (std::size_t i = 0; i < source.round(); ++i) {
      const Event& event = source.next(i + 1, 0);
      crowd.match(event, lists, firing);
      ASSERT_EQ(firing.size(), sizes.matching) << name_of(event.type) << " " << sizes.webhooks;
      for (const auto position : firing) ASSERT_LT(position, sizes.webhooks);
    }
  }
}

TEST(WebhookCrowd, SpreadsThoseThatFire) {
  const std::vector<EventType> types = {EventType::kSubscribe};
  const WebhookCrowd crowd(100, 4, types);
  EventSource source(types);
  std::vector<std::uint64_t> lists;
  std::vector<MatchIndex::Position> firing;
  crowd.match(source.next(1, 0), lists, firing);
  EXPECT_EQ(firing, (std::vector<MatchIndex::Position>{24, 49, 74, 99}));
}

}  // namespace
}  // namespace hookline
