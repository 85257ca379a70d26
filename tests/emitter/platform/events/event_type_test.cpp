#include "emitter/platform/events/event_type.h"

#include "emitter/platform/events/source.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::UnorderedElementsAre;

TEST(EventType, IsFoundByItsName) {
  std::set<std::string_view> names;
  for (const EventType type : all_event_types()) {
    names.insert(name_of(type));
    EXPECT_EQ(event_type_named(name_of(type)), type);
    EXPECT_FALSE(label_of(type).empty());
  }
  EXPECT_EQ(names.size(), kEventTypeCount);
  EXPECT_FALSE(event_type_named("read"));
}

TEST(EventType, HasTheNameOfItsEnumerator) {
  EXPECT_EQ(name_of(EventType::kForward), "forward");
  EXPECT_EQ(name_of(EventType::kUnsubscribe), "unsubscribe");
  EXPECT_EQ(name_of(EventType::kDealTasktypeAdd), "deal_tasktype_add");
  EXPECT_EQ(name_of(EventType::kDealUpdate), "deal_update");
  EXPECT_EQ(name_of(EventType::kSmsUnsub), "sms_unsub");
}

TEST(EventType, IsFilteredByListInTenCases) {
  std::vector<std::string_view> filtered;
  for (const EventType type : all_event_types())
    if (is_list_filtered(type)) filtered.push_back(name_of(type));
  EXPECT_THAT(filtered, UnorderedElementsAre("subscribe", "unsubscribe", "update", "sent", "open",
                                             "click", "forward", "share", "bounce", "reply"));
}

TEST(EventType, HasAUsualSource) {
  for (const EventType type : all_event_types())
    EXPECT_FALSE(typical_sources(type).empty()) << name_of(type);
  EXPECT_EQ(typical_sources(EventType::kBounce).front(), Source::kSystem);
}

TEST(Source, IsFoundByItsName) {
  for (const Source source : kSources) EXPECT_EQ(source_named(name_of(source)), source);
  EXPECT_EQ(label_of(Source::kPublic), "By a contact");
  EXPECT_FALSE(source_named("user"));
}

}  // namespace
}  // namespace hookline
