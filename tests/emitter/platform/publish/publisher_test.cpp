#include "emitter/platform/publish/publisher.h"

#include "emitter/platform/webhooks/webhook_registry.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

Publisher::SharedUrl url(const std::string& text) {
  return std::make_shared<const Url>(Url::parse(text));
}

Webhook listening_for(EventType type) {
  Webhook webhook{0, "a webhook", Url::parse("http://localhost/"), 0, {}, {}, true};
  webhook.events.set(static_cast<std::size_t>(type));
  webhook.sources.set();
  return webhook;
}

class PublisherTest : public testing::Test {
 protected:
  PublisherTest() {
    for (const EventType type : {EventType::kOpen, EventType::kClick, EventType::kOpen})
      registry.add(listening_for(type));
    event.id = 5;
    event.type = EventType::kOpen;
  }

  std::vector<Delivery> published(Publisher publisher) {
    std::vector<Delivery> made;
    publisher.publish(event, registry, due, made);
    return made;
  }

  WebhookRegistry registry;
  Event event;
  const Clock::time_point due = Clock::now();
};

TEST_F(PublisherTest, MakesADeliveryForEachWebhookThatTheEventFires) {
  const auto made = published(Publisher({url("http://a/"), url("http://b/"), url("http://c/")}));
  ASSERT_THAT(made, SizeIs(2));
  EXPECT_EQ(made[0].receiver, 1u);
  EXPECT_EQ(made[0].url->text(), "http://a/");
  EXPECT_EQ(made[1].receiver, 3u);
  EXPECT_EQ(made[1].url->text(), "http://c/");
  for (const Delivery& delivery : made) {
    EXPECT_EQ(delivery.id, 0u);
    EXPECT_EQ(delivery.event_id, 5u);
    EXPECT_EQ(delivery.due, due);
    EXPECT_TRUE(delivery.receiver.can_be_switched_off());
  }
}

TEST_F(PublisherTest, RendersTheBodyOnceForAllOfThem) {
  const auto made = published(Publisher({url("http://a/")}));
  ASSERT_THAT(made, SizeIs(2));
  EXPECT_EQ(made[0].payload, made[1].payload);
  EXPECT_EQ(*made[0].payload, *render_payload(event));
}

TEST_F(PublisherTest, LetsWebhooksTakeTurnsWhereTheUrlsAreFewer) {
  const auto made = published(Publisher({url("http://a/"), url("http://b/")}));
  ASSERT_THAT(made, SizeIs(2));
  EXPECT_EQ(made[0].url->text(), "http://a/");
  EXPECT_EQ(made[1].url->text(), "http://a/");
}

TEST_F(PublisherTest, MakesNothingOfWhatNobodyHears) {
  event.type = EventType::kUpdate;
  EXPECT_THAT(published(Publisher({url("http://a/")})), IsEmpty());
}

TEST_F(PublisherTest, LeavesOutAWebhookThatIsSwitchedOff) {
  registry.deactivate(1, "since it answered 410");
  EXPECT_THAT(published(Publisher({url("http://a/")})), SizeIs(1));
}

TEST_F(PublisherTest, SendsAnAutomationsActionToItsOwnUrlAlone) {
  event.automation_id = 7;
  Publisher publisher({url("http://a/")});
  publisher.add_action(7, url("http://action/"));
  const auto made = published(std::move(publisher));
  ASSERT_THAT(made, SizeIs(1));
  EXPECT_EQ(made[0].receiver, ReceiverId(7, ReceiverId::Kind::kAction));
  EXPECT_EQ(made[0].url->text(), "http://action/");
  EXPECT_FALSE(made[0].receiver.can_be_switched_off());
}

}  // namespace
}  // namespace hookline
