#include "tests/support/api_answer.h"
#include "tests/support/json_schema.h"
#include "tests/support/raw_client.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/served_platform.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using nlohmann::json;
using test::ServedPlatform;
using testing::HasSubstr;
using testing::IsEmpty;

/// Somebody who watches.
class Watcher {
 public:
  explicit Watcher(const std::string& url) : client_(url) {
    client_.send("GET /hookline/stream?api_key=secret HTTP/1.1\r\nHost: localhost\r\n\r\n");
  }

  std::string head() { return take("\r\n\r\n"); }
  /// The next that he is told.
  json news() {
    take("event: news\ndata: ");
    json news = json::parse(take("\n\n"));
    static const JsonSchema kSchemas(test::described_calls());
    EXPECT_EQ(kSchemas.problem_in(
                  news, test::described_calls().at("components").at("schemas").at("News")),
              "");
    return news;
  }
  std::string rest() { return client_.read_to_end(); }

 private:
  /// Up to the end of `text`; the rest is for the next.
  std::string take(const std::string& text) {
    auto at = unread_.find(text);
    for (; at == std::string::npos; at = unread_.find(text)) unread_ += client_.read_until("\n");
    const std::string taken = unread_.substr(0, at + text.size());
    unread_.erase(0, taken.size());
    return taken;
  }

  test::RawClient client_;
  std::string unread_;
};

class NewsCalls : public testing::Test {
 protected:
  ScriptedReceiver receiver{answering(plain_answer(200))};
  ServedPlatform platform;
};

TEST_F(NewsCalls, TellAtFirstHowThingsAreAndThenWhatChanges) {
  Watcher watcher(platform->url());
  const std::string head = watcher.head();
  EXPECT_THAT(head, testing::StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(head, HasSubstr("Content-Type: text/event-stream\r\n"));
  EXPECT_THAT(head, HasSubstr("Cache-Control: no-store, no-transform\r\n"));
  const json first = watcher.news();
  EXPECT_EQ(first["event"], 0);
  EXPECT_THAT(first["deliveries"], IsEmpty());

  platform.listen(receiver.url("/hook"));
  const json added = watcher.news();
  EXPECT_NE(added["webhooks"], first["webhooks"]);
  EXPECT_EQ(added["run"], first["run"]);

  platform.act({{"action", "contact.add"}, {"contact", "jane@example.com"}});
  json done = watcher.news();
  EXPECT_EQ(done["event"], 1);
  EXPECT_EQ(done["delivery"], 1);
  EXPECT_EQ(done["deliveries"], json({1}));
  EXPECT_NE(done["account"], first["account"]);
  while (platform.get("/hookline/deliveries/1")["state"] == "pending") done = watcher.news();
}

TEST_F(NewsCalls, CostNobodyAnythingWhereTheyAreNotRead) {
  std::vector<std::unique_ptr<Watcher>> idle;
  for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<Watcher>(platform->url()));
  for (int i = 0; i < 300; ++i)
    platform.act({{"action", "contact.add"}, {"contact", std::to_string(i) + "@example.com"}});
  EXPECT_EQ(platform.get("/hookline/events?limit=1")["last"], 300);
  json last = idle.back()->news();
  while (last["event"] != 300) last = idle.back()->news();
}

TEST_F(NewsCalls, AreForSoManyAndNoMore) {
  std::vector<std::unique_ptr<Watcher>> watchers;
  for (int i = 0; i < 64; ++i) {
    watchers.push_back(std::make_unique<Watcher>(platform->url()));
    watchers.back()->news();
  }
  const auto refused = platform.get("/hookline/stream");
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused["error"].get<std::string>(), HasSubstr("watch"));
}

TEST_F(NewsCalls, EndWithThePlatform) {
  Watcher watcher(platform->url());
  watcher.news();
  platform->stop();
  watcher.rest();
}

TEST_F(NewsCalls, AreGuardedAndTakeGetAlone) {
  EXPECT_EQ(test::call_api(platform->url(), "GET", "/hookline/stream").status, 401);
  const auto posted =
      test::call_api(platform->url(), "POST", "/hookline/stream?api_key=secret", "x");
  EXPECT_EQ(posted.status, 405);
  EXPECT_EQ(posted.header("Allow"), "GET, HEAD");
  EXPECT_EQ(platform.get("/hookline/stream?after=1").status, 400);
}

}  // namespace
}  // namespace hookline
