#include "emitter/platform/running/platform.h"

#include "emitter/platform/account/state/operation_error.h"
#include "tests/support/scripted_receiver.h"

#include <ctime>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Cause kByAdmin{Source::kAdmin, {}, 0};

AddTag tagging(const std::string& email, const std::string& tag) {
  AddTag operation;
  operation.contact.email = email;
  operation.tag = tag;
  return operation;
}

Webhook listening(const Platform& platform, const std::string& url) {
  Webhook webhook{0, "any", platform.webhook_url(url), 0, {}, {}};
  webhook.events.set();
  webhook.sources.set();
  return webhook;
}

PlatformOptions with_jane() {
  PlatformOptions options;
  Contact jane;
  jane.email = "jane@example.com";
  options.account.emplace().state.contacts.put(jane);
  return options;
}

std::string refused_path(const std::function<void()>& work) {
  try {
    work();
  } catch (const OperationError& error) {
    return error.path();
  }
  return "not refused";
}

class PlatformTest : public testing::Test {
 protected:
  ScriptedReceiver receiver{answering(plain_answer(200))};
  Platform platform{with_jane(), make_memory_platform_store({})};
};

TEST_F(PlatformTest, SendsWhatFollowsFromAnOperation) {
  platform.add_webhook(listening(platform, receiver.url("/hook")));
  const auto performed = platform.perform(kByAdmin, tagging("jane@example.com", "vip"));
  EXPECT_THAT(performed.events, SizeIs(1));
  EXPECT_THAT(performed.deliveries, ElementsAre(1));
  ASSERT_TRUE(receiver.wait_for_requests(1));
  EXPECT_THAT(receiver.requests()[0], HasSubstr("type=contact_tag_added"));
}

TEST_F(PlatformTest, DatesWhatItBeginsWithFromItsOwnBeginning) {
  const auto jane = platform.read([](const auto& view) { return view.account.contacts.first(); });
  EXPECT_NEAR(static_cast<double>(jane->created_s), static_cast<double>(std::time(nullptr)), 600);
  EXPECT_EQ(jane->updated_s, jane->created_s);
}

TEST_F(PlatformTest, NumbersEventsAndDeliveriesOn) {
  platform.add_webhook(listening(platform, receiver.url()));
  platform.perform(kByAdmin, tagging("jane@example.com", "a"));
  const auto second = platform.perform(kByAdmin, tagging("jane@example.com", "b"));
  EXPECT_EQ(second.events.at(0).id, 2u);
  EXPECT_THAT(second.deliveries, ElementsAre(2));
}

TEST_F(PlatformTest, LeavesAllAsItWasWhereAPartOfItIsRefused) {
  const Platform::Work work = [](AccountDraft& draft) {
    perform(tagging("jane@example.com", "vip"), draft);
    throw OperationError("list", "there is no list 9");
  };
  EXPECT_EQ(refused_path([&] { platform.perform(kByAdmin, work); }), "list");
  EXPECT_TRUE(
      platform.read([](const auto& view) { return view.account.contacts.first()->tags.empty(); }));
  EXPECT_EQ(platform.perform(kByAdmin, tagging("jane@example.com", "vip")).events.at(0).id, 1u);
}

TEST_F(PlatformTest, ShowsWhatWasDoneBeforeAnythingElseHappens) {
  const std::uint64_t id = platform.perform(
      kByAdmin, [](AccountDraft& draft) { perform(tagging("jane@example.com", "vip"), draft); },
      [](const Platform::View& view, const Platform::Performed& performed) {
        EXPECT_THAT(performed.events, SizeIs(1));
        return view.account.contacts.first()->id;
      });
  EXPECT_EQ(id, 1u);
}

TEST_F(PlatformTest, ChecksWebhooksBeforeItTakesThem) {
  const auto refused = [&](const std::function<void(Webhook&)>& spoil) {
    Webhook webhook = listening(platform, receiver.url());
    spoil(webhook);
    return refused_path([&] { platform.add_webhook(webhook); });
  };
  EXPECT_EQ(refused([](Webhook& webhook) { webhook.events.reset(); }), "events");
  EXPECT_EQ(refused([](Webhook& webhook) { webhook.sources.reset(); }), "sources");
  EXPECT_EQ(refused([](Webhook& webhook) { webhook.list = 9; }), "list");
  EXPECT_EQ(platform.read([](const auto& view) { return view.webhooks.size(); }), 0u);
}

TEST_F(PlatformTest, RefusesUrlsAsThePlatformDoes) {
  EXPECT_THROW(platform.webhook_url("http://a/?q=<x>"), UrlError);
  EXPECT_THROW(platform.webhook_url("https://a:8443/"), UrlError);
  PlatformOptions lenient;
  lenient.https_ports = HttpsPorts::kAny;
  EXPECT_NO_THROW(Platform(lenient, make_memory_platform_store({})).webhook_url("https://a:8443/"));
}

TEST_F(PlatformTest, ChangesAndRemovesWebhooks) {
  const auto id = platform.add_webhook(listening(platform, "http://127.0.0.1:1/"))->id;
  platform.change_webhook(id, [&](Webhook& webhook) { webhook.url = Url::parse(receiver.url()); });
  platform.perform(kByAdmin, tagging("jane@example.com", "a"));
  ASSERT_TRUE(receiver.wait_for_requests(1));
  platform.remove_webhook(id);
  EXPECT_THAT(platform.perform(kByAdmin, tagging("jane@example.com", "b")).deliveries, IsEmpty());
  EXPECT_EQ(platform.add_webhook(listening(platform, receiver.url()))->id, id + 1);
  EXPECT_EQ(refused_path([&] { platform.remove_webhook(id); }), "id");
  EXPECT_EQ(refused_path([&] { platform.change_webhook(id, [](Webhook&) {}); }), "id");
}

TEST_F(PlatformTest, LetsNoWebhookWaitForAnotherOneThatHangs) {
  ScriptedReceiver half_dead([](ScriptedReceiver::Connection& connection) {
    while (connection.read_request().starts_with("POST /fast")) {
      if (!connection.send(plain_answer(200))) return;
    }
    connection.wait_ms(60'000);
  });
  platform.add_webhook(listening(platform, half_dead.url("/slow")));
  platform.add_webhook(listening(platform, half_dead.url("/fast")));
  constexpr std::size_t kEvents = 100;
  for (std::size_t i = 0; i < kEvents; ++i)
    platform.perform(kByAdmin, tagging("jane@example.com", std::to_string(i)));
  const auto is_fast_done = [&] {
    return platform.deliveries()
               .select({.webhook = 2, .state = DeliveryState::kDelivered})
               .size() == kEvents;
  };
  while (!is_fast_done()) {
  }
  EXPECT_THAT(platform.deliveries().select({.webhook = 1, .state = DeliveryState::kDelivered}),
              IsEmpty());
}

TEST(PlatformRoom, RefusesWhatWouldMakeMoreThanMayBePending) {
  ScriptedReceiver hanging([](auto& connection) { connection.wait_ms(60'000); });
  PlatformOptions options = with_jane();
  options.pending_max = 2;
  Platform platform(std::move(options), make_memory_platform_store({}));
  platform.add_webhook(listening(platform, hanging.url()));
  platform.perform(kByAdmin, tagging("jane@example.com", "a"));
  platform.perform(kByAdmin, tagging("jane@example.com", "b"));
  EXPECT_THROW(platform.perform(kByAdmin, tagging("jane@example.com", "c")), Failure);
  EXPECT_FALSE(
      platform.read([](const auto& view) { return view.account.contacts.first()->has_tag("c"); }));
}

TEST_F(PlatformTest, LogsWhatWasSentAndWhatCameOfIt) {
  platform.add_webhook(listening(platform, receiver.url("/hook")));
  platform.perform(kByAdmin, tagging("jane@example.com", "vip"));
  ASSERT_TRUE(receiver.wait_for_requests(1));
  const auto records = platform.deliveries().select({.webhook = 1});
  ASSERT_THAT(records, SizeIs(1));
  EXPECT_EQ(records[0].url, receiver.url("/hook"));
  EXPECT_THAT(*records[0].body, HasSubstr("type=contact_tag_added"));
  EXPECT_THAT(platform.deliveries().select({.webhook = 2}), IsEmpty());
}

}  // namespace
}  // namespace hookline
