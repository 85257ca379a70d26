#include "tests/support/catcher_process.h"
#include "tests/support/child_process.h"
#include "tests/support/postgres_server.h"
#include "tests/support/refused_command.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/shared_queue.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <random>
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
using testing::StartsWith;

using Words = std::vector<std::string>;

/// `emitter load` into a queue, all of whose deliveries a catcher catches.
class QueuedLoad {
 public:
  QueuedLoad(const SharedQueue& queue, const Words& flags)
      : load_("emitter", words(queue, flags)) {}

  ChildProcess& process() { return load_; }
  nlohmann::json end(int code = 0) {
    EXPECT_EQ(load_.wait(), code) << load_.out() << load_.err();
    return nlohmann::json::parse(load_.out().substr(load_.out().find("\n{") + 1), nullptr, false);
  }

 private:
  Words words(const SharedQueue& queue, const Words& flags) {
    Words words = queue.with("load", {"--to", catcher_.catching() + "/a", "--catcher",
                                      catcher_.watching(), "--json", "/dev/stdout"});
    words.insert(words.end(), flags.begin(), flags.end());
    return words;
  }

  CatcherProcess catcher_{{"--store", "memory", "--quiet", "--keep", "1000000"}};
  ChildProcess load_;
};

/// What has ended so far; asks again until it is so much.
std::uint64_t wait_until_ended(const SharedQueue& queue, std::uint64_t enough) {
  const auto patience = std::chrono::steady_clock::now() + ChildProcess::kPatience;
  while (true) {
    const auto status = queue.status();
    const std::uint64_t ended =
        status.at("delivered").get<std::uint64_t>() + status.at("failed").get<std::uint64_t>();
    if (ended >= enough || std::chrono::steady_clock::now() > patience) return ended;
  }
}

TEST(EmitterWork, SendsWhatALoadPutsIntoTheQueueAndTheReportIsOfAllWorkers) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  const auto first = queue.worker();
  const auto second = queue.worker({"--threads", "2"});
  QueuedLoad load(queue, {"--count", "3000", "--rate", "2000", "--webhooks", "50"});
  const auto report = load.end();
  EXPECT_EQ(report.at("accepted"), 3000);
  EXPECT_EQ(report.at("delivered"), 3000);
  EXPECT_EQ(report.at("samples"), 3000);
  EXPECT_EQ(report.at("catcher").at("arrived"), 3000);
  EXPECT_EQ(report.at("catcher").at("missing").at("count"), 0);
  ASSERT_EQ(report.at("workers").size(), 2U);
  EXPECT_EQ(
      report["workers"][0]["delivered"].get<int>() + report["workers"][1]["delivered"].get<int>(),
      3000);
  for (const auto& worker : {first.get(), second.get()}) {
    worker->signal(SIGTERM);
    EXPECT_EQ(worker->wait(), 0) << worker->err();
    EXPECT_THAT(worker->out(), HasSubstr("given back 0, ended twice 0"));
  }
  const auto status = queue.status();
  EXPECT_EQ(status.at("delivered"), 3000);
  EXPECT_EQ(status.at("pending"), 0);
  EXPECT_EQ(status.at("hosts").size(), 1U);
  EXPECT_EQ(status.at("workers").size(), 2U);
  EXPECT_EQ(status["workers"][0]["is_there"], false);
}

/// HOOKLINE_KILLS sets how often; each tenth time the server crashes, too.
TEST(EmitterWork, LosesNothingWhenWorkersAreKilledAndTheServerCrashes) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  const char* wanted = std::getenv("HOOKLINE_KILLS");
  const int kills = wanted != nullptr ? std::atoi(wanted) : 4;
  constexpr unsigned kPerKill = 400;
  const auto events = kPerKill * (static_cast<unsigned>(kills) + 2);
  std::vector<std::unique_ptr<ChildProcess>> workers;
  for (int i = 0; i < 4; ++i) workers.push_back(queue.worker({"--lease", "2s"}));
  QueuedLoad load(queue, {"--count", std::to_string(events), "--rate", "600"});
  std::minstd_rand random(7);
  for (int kill = 1; kill <= kills; ++kill) {
    wait_until_ended(queue, kPerKill * static_cast<unsigned>(kill) - random() % kPerKill);
    auto& killed = workers[random() % 3];  // the fourth lives
    killed->signal(SIGKILL);
    EXPECT_EQ(killed->wait(), 128 + SIGKILL);
    if (kill % 10 == 2) {
      server.crash();
      server.start();
    }
    killed = queue.worker({"--lease", "2s"});
  }
  const auto report = load.end();
  EXPECT_EQ(report.at("accepted"), events);
  EXPECT_EQ(report.at("delivered"), events);
  const auto& caught = report.at("catcher");
  const auto twice = caught.at("duplicated").at("count").get<std::uint64_t>();
  const auto taken_over = report.at("taken_over").get<std::uint64_t>();
  EXPECT_EQ(caught.at("missing").at("count"), 0);
  EXPECT_LE(twice, taken_over) << "no more than were leased at the kills";
  std::cout << fmt::format("{} accepted, {} kills: {} taken over, {} arrived twice\n", events,
                           kills, taken_over, twice);
}

TEST(EmitterWork, WaitsForAServerThatIsAwayAndSaysSo) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  const auto worker = queue.worker();
  QueuedLoad load(queue, {"--count", "2000", "--rate", "1000"});
  wait_until_ended(queue, 200);
  server.crash();
  server.start();
  const auto report = load.end();
  EXPECT_EQ(report.at("delivered"), 2000);
  EXPECT_EQ(report.at("catcher").at("missing").at("count"), 0);
  worker->signal(SIGTERM);
  EXPECT_EQ(worker->wait(), 0);
  EXPECT_THAT(worker->err(), AllOf(HasSubstr("is away, and is waited for"), HasSubstr("is back")));
}

TEST(EmitterWork, GivesBackWhatItHasWhenItIsStopped) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  std::atomic<bool> hangs = true;
  ScriptedReceiver receiver([&](auto& connection) {
    while (!connection.read_request().empty()) {
      while (hangs && connection.wait_ms(10)) {
      }
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  });
  auto worker = queue.worker({"--connections", "4"});
  ChildProcess load(
      "emitter", queue.with("load", {"--to", receiver.url(), "--count", "40", "--rate", "10000"}));
  ASSERT_TRUE(receiver.wait_for_requests(4));
  worker->signal(SIGTERM);
  EXPECT_EQ(worker->wait(), 0) << worker->err();
  EXPECT_THAT(worker->out(), HasSubstr("given back 40"));
  EXPECT_EQ(queue.status().at("leased"), 0);
  hangs = false;
  worker = queue.worker();
  EXPECT_EQ(load.wait(), 0) << load.out() << load.err();
}

TEST(EmitterWork, SwitchesAWebhookOffForAllWorkers) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  std::atomic<bool> is_first = true;
  ScriptedReceiver gone([&](auto& connection) {
    while (!connection.read_request().empty()) {
      connection.send(is_first.exchange(false) ? "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"
                                               : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  });
  const auto first = queue.worker({"--connections", "1", "--preset", "standard-webhooks"});
  const auto second = queue.worker({"--connections", "1", "--preset", "standard-webhooks"});
  ChildProcess load("emitter", queue.with("load", {"--to", gone.url(), "--count", "600", "--rate",
                                                   "200", "--fail-if", "errors>100%"}));
  load.wait();
  const auto status = queue.status();
  EXPECT_EQ(status.at("switched_off"), 1);
  EXPECT_EQ(status.at("delivered").get<int>() + status.at("failed").get<int>(), 600);
  EXPECT_LT(gone.requests().size(), 400U)
      << "of three seconds: the one that got another answer stops within one";
}

TEST(EmitterWork, SendsToALiveHostWhileADeadOneHasManyPending) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ScriptedReceiver dead([](auto& connection) { connection.read_to_end(); });
  ChildProcess flood("emitter", queue.with("load", {"--to", dead.url(), "--count", "20000"}));
  const auto worker = queue.worker();
  QueuedLoad load(queue, {"--count", "1000", "--rate", "1000"});
  EXPECT_EQ(load.end().at("delivered"), 1000);
  const auto hosts = queue.status().at("hosts");
  const auto flooded = std::find_if(hosts.begin(), hosts.end(),
                                    [](const auto& host) { return host.at("pending") > 0; });
  ASSERT_NE(flooded, hosts.end());
  EXPECT_LE(flooded->at("leased"), 64);
}

TEST(EmitterWork, HoldsALimitPerHostOverAllWorkers) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  std::atomic<int> now = 0;
  std::atomic<int> most = 0;
  ScriptedReceiver slow([&](auto& connection) {
    while (!connection.read_request().empty()) {
      most = std::max(most.load(), ++now);
      if (!connection.wait_ms(20)) return;
      --now;
      connection.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    }
  });
  const auto first = queue.worker({"--per-host", "3"});
  const auto second = queue.worker({"--per-host", "3"});
  ASSERT_EQ(queue.status().at("workers").size(), 2U);
  // Each hears of the other at its next look.
  std::this_thread::sleep_for(600ms);
  ChildProcess load("emitter", queue.with("load", {"--to", slow.url(), "--count", "60"}));
  EXPECT_EQ(load.wait(), 0) << load.out() << load.err();
  EXPECT_LE(most, 3);
}

class EmitterQueueErrors : public testing::TestWithParam<const char*> {};

TEST_P(EmitterQueueErrors, AreOneSentenceWithoutThePassword) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const std::string command = GetParam();
  const SharedQueue queue(server);
  EXPECT_THAT(refusal_line({command, "--queue", "postgresql://me:secret@127.0.0.1:1/x"}, 3),
              HasSubstr("can't be used"));
  EXPECT_THAT(refusal_line({command, "--queue", "postgresql://me:secret@127.0.0.1:x y/z?a"}, 1),
              HasSubstr("postgresql://USER@HOST:PORT/DATABASE"));
  EXPECT_THAT(refusal_line({command, "--queue", "postgresql:/queue"}, 1), HasSubstr("PostgreSQL"));
  EXPECT_THAT(refusal_line({command, "--queue", "/no/such/folder/queue"}, 3),
              HasSubstr("/no/such"));
  EXPECT_THAT(refusal_line({command, "--queue", server.dsn(), "--queue-schema", "a; b"}, 1),
              HasSubstr("--queue-schema"));
  EXPECT_THAT(refusal_line({command, "--queue", server.dsn("nobody_here")}, 3),
              HasSubstr("does not exist"));
}

INSTANTIATE_TEST_SUITE_P(, EmitterQueueErrors, testing::Values("work", "queue"));

TEST(EmitterQueue, RefusesAQueueOfANewerProgramAndOneWithoutRights) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  queue.status();
  server.psql(fmt::format("UPDATE {}.queue SET version = 9", queue.schema()));
  EXPECT_THAT(refusal_line(queue.with("queue"), 3),
              AllOf(HasSubstr("version 9"), HasSubstr("--queue-schema")));
  server.psql("CREATE ROLE guest LOGIN");
  EXPECT_THAT(
      refusal_line({"queue", "--queue", server.dsn("guest"), "--queue-schema", "theirs"}, 3),
      HasSubstr("permission denied"));
}

TEST(EmitterQueue, ShowsHowTheQueueStandsAsTextAndJson) {
  HOOKLINE_NEEDS_POSTGRES(server);
  const SharedQueue queue(server);
  ChildProcess text("emitter", queue.with("queue"));
  EXPECT_EQ(text.wait(), 0) << text.err();
  EXPECT_THAT(text.out(), AllOf(HasSubstr("accepted 0"), HasSubstr("worker")));
  EXPECT_EQ(queue.status().at("oldest_ms"), nullptr);
}

TEST(EmitterLoadQueue, RefusesFlagsThatAreForThoseWhoSend) {
  ChildProcess load("emitter", {"load", "--to", "http://127.0.0.1:1/", "--queue",
                                "postgresql://127.0.0.1/x", "--retry", "3"});
  EXPECT_EQ(load.wait(), 1);
  EXPECT_THAT(load.err(), AllOf(HasSubstr("--queue"), HasSubstr("--retry")));
}

}  // namespace
}  // namespace hookline::test
