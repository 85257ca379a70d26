#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"
#include "tests/support/postgres_server.h"
#include "tests/support/refused_command.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/shared_queue.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using namespace std::chrono_literals;
using testing::AllOf;
using testing::HasSubstr;

/// `emitter serve` with a contact and a webhook, which hands its deliveries over.
class HandingPlatform {
 public:
  HandingPlatform(const SharedQueue& queue, const std::string& receiver) : queue_(queue) {
    std::ofstream(folder_.file("account.json")) << fmt::format(
        R"({{"contacts": [{{"id": 1, "email": "jane@example.com"}}],
             "webhooks": [{{"name": "a", "url": "{}", "events": "all"}}]}})",
        receiver);
    start({"--account", folder_.file("account.json")});
  }

  void start(const std::vector<std::string>& more = {}) {
    std::vector<std::string> flags = {"--listen", "127.0.0.1:0", "--api-key", "k",
                                      "--store",  store(),       "--quiet"};
    flags.insert(flags.end(), more.begin(), more.end());
    process_ = std::make_unique<ChildProcess>("emitter", queue_.with("serve", flags));
    url_ = process_->read_line().substr(11);
    process_->read_line();
  }
  ChildProcess& process() { return *process_; }
  std::string store() const { return folder_.file("account.db"); }
  void end_by(int signal) {
    process_->signal(signal);
    EXPECT_EQ(process_->wait(), signal == SIGKILL ? 128 + SIGKILL : 0) << process_->err();
  }

  ApiAnswer call(const std::string& method, const std::string& path, const std::string& body = "") {
    const char* joint = path.find('?') == std::string::npos ? "?" : "&";
    return call_api(url_, method, path + joint + "api_key=k", body);
  }
  nlohmann::json json(const std::string& path) {
    return nlohmann::json::parse(call("GET", path).body);
  }
  /// One delivery follows.
  void tag() {
    const std::string body =
        fmt::format(R"({{"action":"contact.tag","as":"api","contact":1,"tag":"{}"}})", ++tags_);
    const ApiAnswer answer = call("POST", "/hookline/actions", body);
    ASSERT_EQ(answer.status, 200) << answer.body;
  }
  /// Asks again until all have ended, and gives them.
  nlohmann::json ended() {
    const auto patience = std::chrono::steady_clock::now() + ChildProcess::kPatience;
    while (json("/hookline/health").at("pending") != 0) {
      if (std::chrono::steady_clock::now() > patience) throw std::runtime_error("still pending");
      std::this_thread::sleep_for(10ms);
    }
    return json("/hookline/deliveries?limit=1000").at("deliveries");
  }

 private:
  const SharedQueue& queue_;
  TempFolder folder_;
  std::unique_ptr<ChildProcess> process_;
  std::string url_;
  int tags_ = 0;
};

std::size_t count_of(const nlohmann::json& deliveries, const std::string& state) {
  return static_cast<std::size_t>(
      std::count_if(deliveries.begin(), deliveries.end(),
                    [&](const auto& one) { return one.at("state") == state; }));
}

TEST(EmitterServeQueue, LetsWorkersSendAndShowsWhatCameOfIt) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver receiver(answering(answer_with(200, "thanks")));
  const auto first = queue.worker();
  const auto second = queue.worker();
  HandingPlatform platform(queue, receiver.url("/hook"));
  for (int i = 0; i < 40; ++i) platform.tag();
  const auto deliveries = platform.ended();
  ASSERT_EQ(deliveries.size(), 40U);
  EXPECT_EQ(count_of(deliveries, "delivered"), 40U);
  EXPECT_EQ(receiver.requests().size(), 40U);
  const auto& one = deliveries[0];
  ASSERT_EQ(one.at("attempts").size(), 1U);
  EXPECT_EQ(one["attempts"][0].at("status"), 200);
  EXPECT_EQ(one["attempts"][0].at("answer"), "thanks");
  EXPECT_THAT(receiver.requests(),
              testing::Contains(HasSubstr(one.at("mark").get<std::string>() + "\r\n")));
  EXPECT_EQ(queue.status().at("delivered"), 40);
  EXPECT_THAT(platform.call("GET", "/metrics").body,
              HasSubstr("hookline_deliveries_handed_over_total 40"));
  platform.end_by(SIGTERM);
}

TEST(EmitterServeQueue, HandsOverToAQueueInAFileAndNothingTwiceHoweverOftenItIsKilled) {
  const TempFolder folder;
  const SharedQueue queue(folder.file("deliveries.queue"));
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const auto first = queue.worker();
  const auto second = queue.worker();
  HandingPlatform platform(queue, receiver.url());
  std::size_t tagged = 0;
  for (int round = 0; round < 4; ++round) {
    for (int i = 0; i < 10; ++i, ++tagged) platform.tag();
    platform.end_by(SIGKILL);
    platform.start();
  }
  EXPECT_EQ(count_of(platform.ended(), "delivered"), tagged);
  EXPECT_EQ(receiver.requests().size(), tagged);
  EXPECT_EQ(queue.status().at("accepted"), tagged);
  platform.end_by(SIGTERM);
}

TEST(EmitterServeQueue, HandsOverWhatWasConfirmedBeforeItWasKilled) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver receiver(answering(plain_answer(200)));
  HandingPlatform platform(queue, receiver.url());
  server.crash();
  for (int i = 0; i < 5; ++i) platform.tag();
  platform.end_by(SIGKILL);
  EXPECT_THAT(platform.process().err(), HasSubstr("is away, and is waited for"));
  server.start();
  const auto worker = queue.worker();
  platform.start();
  EXPECT_EQ(count_of(platform.ended(), "delivered"), 5U);
  EXPECT_EQ(receiver.requests().size(), 5U);
}

TEST(EmitterServeQueue, HandsNothingOverTwiceHoweverOftenItIsKilled) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const auto worker = queue.worker();
  HandingPlatform platform(queue, receiver.url());
  constexpr int kRounds = 6;
  std::size_t tagged = 0;
  for (int round = 0; round < kRounds; ++round) {
    for (int i = 0; i < 10 + round; ++i, ++tagged) platform.tag();
    platform.end_by(SIGKILL);
    platform.start();
  }
  const auto deliveries = platform.ended();
  EXPECT_EQ(deliveries.size(), tagged);
  EXPECT_EQ(count_of(deliveries, "delivered"), tagged);
  EXPECT_EQ(receiver.requests().size(), tagged);
  EXPECT_EQ(queue.status().at("accepted"), tagged);
}

TEST(EmitterServeQueue, WaitsForAServerThatIsAwayAndSaysSoOnce) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver receiver(answering(plain_answer(200)));
  const auto worker = queue.worker();
  HandingPlatform platform(queue, receiver.url());
  platform.tag();
  server.crash();
  for (int i = 0; i < 3; ++i) platform.tag();
  EXPECT_EQ(platform.json("/hookline/health").at("status"), "ok");
  server.start();
  EXPECT_EQ(count_of(platform.ended(), "delivered"), 4U);
  platform.end_by(SIGTERM);
  EXPECT_THAT(platform.process().err(),
              AllOf(HasSubstr("is away, and is waited for"), HasSubstr("is back")));
  EXPECT_EQ(std::count(platform.process().err().begin(), platform.process().err().end(), '\n'), 2)
      << platform.process().err();
}

TEST(EmitterServeQueue, HandsOverAgainWhatTheQueueHasLost) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver receiver(answering(plain_answer(200)));
  HandingPlatform platform(queue, receiver.url());
  for (int i = 0; i < 3; ++i) platform.tag();
  while (queue.status().at("pending") != 3) {
  }
  server.psql(fmt::format("DELETE FROM {}.delivery", queue.schema()));
  server.crash();
  server.start();
  const auto worker = queue.worker();
  EXPECT_EQ(count_of(platform.ended(), "delivered"), 3U);
  EXPECT_EQ(receiver.requests().size(), 3U);
  platform.end_by(SIGTERM);
  EXPECT_THAT(platform.process().err(), HasSubstr("has lost 3 deliveries"));
}

TEST(EmitterServeQueue, SwitchesAWebhookOffThatIsGoneAndOnAgain) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  std::atomic<bool> is_gone = true;
  ScriptedReceiver receiver([&](auto& connection) {
    while (!connection.read_request().empty()) connection.send(plain_answer(is_gone ? 410 : 200));
  });
  const auto first = queue.worker({"--preset", "standard-webhooks"});
  const auto second = queue.worker({"--preset", "standard-webhooks"});
  HandingPlatform platform(queue, receiver.url());
  platform.tag();
  EXPECT_EQ(count_of(platform.ended(), "failed"), 1U);
  while (platform.json("/hookline/webhooks").at("webhooks")[0].at("state") != "inactive") {
  }
  platform.tag();
  EXPECT_EQ(platform.ended().size(), 1U) << "it listens no more";
  while (queue.status().at("switched_off") != 1) {
  }
  is_gone = false;
  EXPECT_EQ(platform.call("POST", "/hookline/webhooks/1/activate").status, 200);
  for (int i = 0; i < 10; ++i) platform.tag();
  EXPECT_EQ(count_of(platform.ended(), "delivered"), 10U);
  EXPECT_EQ(queue.status().at("switched_off"), 0);
}

std::string serve_refusal(const std::vector<std::string>& flags, int code) {
  std::vector<std::string> words = {"serve", "--listen", "127.0.0.1:0"};
  words.insert(words.end(), flags.begin(), flags.end());
  return refusal_line(words, code);
}

TEST(EmitterServeQueue, SaysInOneSentenceWhyItCannotBegin) {
  const TempFolder folder;
  const std::string store = folder.file("account.db");
  const std::string none = "postgresql://me:secret@127.0.0.1:1/x";
  EXPECT_THAT(serve_refusal({"--store", store, "--queue", none}, 3), HasSubstr("can't be used"));
  EXPECT_THAT(serve_refusal({"--queue", "postgresql://me:secret@127.0.0.1:x y/z?a"}, 1),
              HasSubstr("postgresql://USER@HOST:PORT/DATABASE"));
  EXPECT_THAT(serve_refusal({"--queue", none, "--virtual-time"}, 1),
              AllOf(HasSubstr("--virtual-time"), HasSubstr("--queue")));
  EXPECT_THAT(serve_refusal({"--queue", none, "--retry", "3"}, 1),
              AllOf(HasSubstr("--queue"), HasSubstr("--retry")));
}

TEST(EmitterServeQueue, BeginsNoAccountWhereThereIsNoQueue) {
  const TempFolder folder;
  const std::string account = folder.file("account.json");
  std::ofstream(account) << R"({"contacts": [{"id": 1, "email": "jane@example.com"}]})";
  const std::vector<std::string> flags = {"--store",   folder.file("account.db"),
                                          "--account", account,
                                          "--queue",   "postgresql://127.0.0.1:1/x"};
  serve_refusal(flags, 3);
  EXPECT_THAT(serve_refusal(flags, 3), HasSubstr("can't be used"))
      << "not: it has an account already";
}

}  // namespace
}  // namespace hookline::test
