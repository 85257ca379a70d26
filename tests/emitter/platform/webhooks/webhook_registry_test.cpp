#include "emitter/platform/webhooks/webhook_registry.h"

#include <stdexcept>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Webhook webhook_named(std::string name) {
  Webhook webhook{0, std::move(name), Url::parse("http://localhost/"), 0, {}, {}, true};
  webhook.events.set(static_cast<std::size_t>(EventType::kOpen));
  webhook.sources.set();
  return webhook;
}

Event an_open() {
  Event event;
  event.type = EventType::kOpen;
  event.source = Source::kPublic;
  return event;
}

std::vector<std::uint64_t> ids_firing(WebhookRegistry& registry, const Event& event) {
  std::vector<std::uint64_t> lists;
  std::vector<MatchIndex::Position> firing;
  registry.match(event, lists, firing);
  std::vector<std::uint64_t> ids;
  for (const auto position : firing) ids.push_back(registry.all()[position]->id);
  return ids;
}

TEST(WebhookRegistry, NumbersFromOne) {
  WebhookRegistry registry;
  EXPECT_EQ(registry.add(webhook_named("first")), 1U);
  EXPECT_EQ(registry.add(webhook_named("second")), 2U);
  EXPECT_EQ(registry.find(2)->name, "second");
  EXPECT_EQ(registry.find(2)->id, 2U);
  EXPECT_EQ(registry.find(3), nullptr);
  EXPECT_EQ(registry.find(std::uint64_t{0}), nullptr);
}

TEST(WebhookRegistry, FindsTheFirstOfAName) {
  WebhookRegistry registry;
  registry.add(webhook_named("one"));
  registry.add(webhook_named("twin"));
  registry.add(webhook_named("twin"));
  EXPECT_EQ(registry.find("twin")->id, 2U);
  EXPECT_EQ(registry.find("nobody"), nullptr);
}

TEST(WebhookRegistry, RefusesAWebhookWithoutEventOrSource) {
  WebhookRegistry registry;
  Webhook no_event = webhook_named("no event");
  no_event.events.reset();
  Webhook no_source = webhook_named("no source");
  no_source.sources.reset();
  EXPECT_THROW(registry.add(no_event), std::invalid_argument);
  try {
    registry.add(no_source);
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_THAT(error.what(), HasSubstr("\"no source\""));
    EXPECT_THAT(error.what(), HasSubstr("source"));
  }
  EXPECT_EQ(registry.size(), 0U);
}

TEST(WebhookRegistry, MatchesOnlyWhatIsActive) {
  WebhookRegistry registry;
  for (int i = 0; i < 3; ++i) registry.add(webhook_named("w"));
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(1, 2, 3));
  EXPECT_TRUE(registry.deactivate(2, "since it answered 410"));
  EXPECT_FALSE(registry.is_active(2));
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(1, 3));
  registry.activate(2);
  EXPECT_TRUE(registry.is_active(2));
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(1, 2, 3));
}

TEST(WebhookRegistry, MatchesWhatIsAddedOrActivatedLater) {
  WebhookRegistry registry;
  Webhook off = webhook_named("off at first");
  off.active = false;
  registry.add(off);
  EXPECT_THAT(ids_firing(registry, an_open()), IsEmpty());
  registry.activate(1);
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(1));
  registry.add(webhook_named("added"));
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(1, 2));
}

TEST(WebhookRegistry, KeepsItsStateWhileItGrows) {
  WebhookRegistry registry;
  for (int i = 0; i < 1000; ++i) {
    const auto id = registry.add(webhook_named("w"));
    if (id % 3 == 0) registry.deactivate(id, "for a test");
  }
  EXPECT_EQ(ids_firing(registry, an_open()).size(), 667U);
}

TEST(WebhookRegistry, IgnoresUnknownIds) {
  WebhookRegistry registry;
  EXPECT_FALSE(registry.is_active(1));
  EXPECT_FALSE(registry.deactivate(1, "never"));
  registry.activate(0);
}

TEST(WebhookRegistry, DeactivatesOnceWhoeverComesFirst) {
  WebhookRegistry registry;
  registry.add(webhook_named("w"));
  EXPECT_TRUE(registry.deactivate(1, "since it answered 410"));
  EXPECT_FALSE(registry.deactivate(1, "for another reason"));
  EXPECT_EQ(registry.explain(*registry.find(1), an_open()).sentence,
            "is inactive since it answered 410");
}

TEST(WebhookRegistry, ExplainsThePresentState) {
  WebhookRegistry registry;
  registry.add(webhook_named("w"));
  registry.deactivate(1, "since it answered 410");
  registry.activate(1);
  EXPECT_TRUE(registry.explain(*registry.find(1), an_open()).fires);
}

TEST(WebhookRegistry, MatchesWhileOtherThreadsSwitchWebhooks) {
  WebhookRegistry registry;
  for (int i = 0; i < 100; ++i) registry.add(webhook_named("w"));
  std::thread switching([&registry] {
    for (std::uint64_t round = 0; round < 20; ++round) {
      for (std::uint64_t id = 2; id <= 100; ++id) {
        if (round % 2 == 0) {
          registry.deactivate(id, "for a test");
        } else {
          registry.activate(id);
        }
      }
    }
  });
  for (int i = 0; i < 200; ++i) {
    const auto ids = ids_firing(registry, an_open());
    ASSERT_TRUE(!ids.empty() && ids.front() == 1);
  }
  switching.join();
  EXPECT_EQ(ids_firing(registry, an_open()).size(), 100U);
}

TEST(WebhookRegistry, PutsAWebhookInTheOthersPlace) {
  WebhookRegistry registry;
  registry.add(webhook_named("first"));
  registry.add(webhook_named("twin"));
  Webhook changed = webhook_named("twin");
  changed.id = 1;
  changed.active = false;
  registry.put(changed);
  EXPECT_EQ(registry.size(), 2U);
  EXPECT_EQ(registry.find("first"), nullptr);
  EXPECT_EQ(registry.find("twin")->id, 1U);
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(2));
}

TEST(WebhookRegistry, NeverGivesARemovedOnesIdAgain) {
  WebhookRegistry registry;
  registry.add(webhook_named("twin"));
  registry.add(webhook_named("twin"));
  EXPECT_TRUE(registry.remove(1));
  EXPECT_FALSE(registry.remove(1));
  EXPECT_EQ(registry.size(), 1U);
  EXPECT_FALSE(registry.is_active(1));
  EXPECT_EQ(registry.find("twin")->id, 2U);
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(2));
  EXPECT_TRUE(registry.remove(2));
  EXPECT_EQ(registry.find("twin"), nullptr);
  EXPECT_EQ(registry.add(webhook_named("third")), 3U);
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(3));
}

TEST(WebhookRegistry, GoesOnFromWhereAnotherWas) {
  WebhookRegistry registry;
  Webhook kept = webhook_named("kept");
  kept.id = 5;
  registry.put(kept);
  registry.go_on_from(8);
  EXPECT_EQ(registry.find(3), nullptr);
  EXPECT_EQ(registry.add(webhook_named("next")), 8U);
  EXPECT_THAT(ids_firing(registry, an_open()), ElementsAre(5, 8));
}

}  // namespace
}  // namespace hookline
