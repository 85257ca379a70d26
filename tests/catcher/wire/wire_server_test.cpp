#include "catcher/wire/wire_server.h"

#include "tests/support/raw_client.h"

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

using std::chrono::milliseconds;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

/// Remembers what came and answers it, each alike.
class GivenAnswer : public WireHandler {
 public:
  explicit GivenAnswer(WireAnswer answer) : answer_(std::move(answer)) {}

  void handle(std::span<const ExchangePtr> batch) override {
    for (const ExchangePtr& exchange : batch) {
      {
        const std::lock_guard lock(mutex_);
        refusals_.push_back(exchange->request().refusal);
      }
      WireAnswer answer = answer_;
      answer.keep_alive = exchange->request().keep_alive;
      exchange->answer(std::move(answer));
    }
  }
  /// Of all that came; empty where one was taken.
  std::vector<std::string> refusals() {
    const std::lock_guard lock(mutex_);
    return refusals_;
  }

 private:
  const WireAnswer answer_;
  std::mutex mutex_;
  std::vector<std::string> refusals_;
};

WireAnswer small_answer(std::int64_t delay_ms = 0) {
  return {.bytes = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", .delay_ms = delay_ms};
}

/// Times so short that a drip every few milliseconds shows them.
WireLimits short_limits() {
  WireLimits limits;
  limits.transfer_timeout_ms = 300;
  limits.bytes_per_second_min = 1 << 20;
  return limits;
}

/// What a sender begins with, and what it goes on with for ever.
struct Drip {
  std::string start;
  std::string drop;
};

/// Lets all of them drip at once; those that the server still takes bytes from when the patience is
/// over.
std::vector<std::string> never_cut(std::uint16_t port, const std::vector<Drip>& drips) {
  std::vector<std::pair<const Drip*, std::unique_ptr<RawClient>>> open;
  for (const Drip& drip : drips) {
    open.emplace_back(&drip, std::make_unique<RawClient>(port));
    open.back().second->send(drip.start);
  }
  const auto end = std::chrono::steady_clock::now() + RawClient::kPatience;
  while (!open.empty() && std::chrono::steady_clock::now() < end) {
    std::erase_if(open, [](const auto& one) {
      try {
        one.second->send(one.first->drop);
        return false;
      } catch (const std::runtime_error&) {
        return true;
      }
    });
    std::this_thread::sleep_for(milliseconds(20));
  }
  std::vector<std::string> starts;
  for (const auto& one : open) starts.push_back(one.first->start);
  return starts;
}

TEST(WireServer, CutsOffWhateverOnlyDrips) {
  GivenAnswer handler(small_answer());
  WireServer server({"127.0.0.1", 0}, "--listen", handler, short_limits(), 1);
  const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  const std::vector<Drip> drips = {{"GET /", "x"},
                                   {"GET / HTTP/1.1\r\n", "A: b\r\n"},
                                   {"POST / HTTP/1.1\r\nContent-Length: 100000\r\n\r\n", "x"},
                                   {chunked, "1\r\nx\r\n"},
                                   {chunked + "1;", "x"},
                                   {chunked + "0\r\n", "A: b\r\n"},
                                   {"\r\n", "\r\n"}};
  EXPECT_THAT(never_cut(server.port(), drips), IsEmpty());
  EXPECT_THAT(handler.refusals(), AllOf(SizeIs(drips.size()), Each(Not(IsEmpty()))));
}

TEST(WireServer, GivesALargeRequestTheTimeThatItsBytesNeed) {
  GivenAnswer handler(small_answer());
  WireLimits limits = short_limits();
  limits.bytes_per_second_min = 1 << 10;
  WireServer server({"127.0.0.1", 0}, "--listen", handler, limits, 1);
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nContent-Length: 20480\r\n\r\n");
  for (int i = 0; i < 20; ++i) {
    client.send(std::string(1024, 'x'));
    std::this_thread::sleep_for(milliseconds(60));
  }
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
  EXPECT_THAT(handler.refusals(), ElementsAre(IsEmpty()));
}

/// Until the server has so many connections, or for the client's patience.
bool comes_to(const WireServer& server, std::size_t connections) {
  const auto end = std::chrono::steady_clock::now() + RawClient::kPatience;
  while (server.connections() != connections) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(milliseconds(5));
  }
  return true;
}

TEST(WireServer, GivesADelayedAnswerUpWhenItsSenderHasGone) {
  GivenAnswer handler(small_answer(3'600'000));
  WireServer server({"127.0.0.1", 0}, "--listen", handler, {}, 1);
  std::vector<std::unique_ptr<RawClient>> clients;
  for (const char* pipelined : {"", "GET /second HTTP/1.1\r\n\r\n", "", "GET /second"}) {
    clients.push_back(std::make_unique<RawClient>(server.port()));
    clients.back()->send(std::string("GET / HTTP/1.1\r\n\r\n") + pipelined);
  }
  ASSERT_TRUE(comes_to(server, 4));
  clients[0]->close();
  clients[1]->close();
  clients[2]->reset();
  clients[3]->reset();
  EXPECT_TRUE(comes_to(server, 0));
}

TEST(WireServer, AnswersLateASenderThatOnlyEndedItsSide) {
  GivenAnswer handler(small_answer(300));
  WireServer server({"127.0.0.1", 0}, "--listen", handler, {}, 1);
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  client.finish_sending();
  EXPECT_EQ(status_of_answer(client.read_to_end()), 200);
}

TEST(WireServer, EndsALingeringConnectionThatGoesOnSending) {
  GivenAnswer handler(small_answer());
  WireServer server({"127.0.0.1", 0}, "--listen", handler, {}, 1);
  EXPECT_THAT(never_cut(server.port(), {{"GET / HTTP/1.1\r\nConnection: close\r\n\r\n", "x"}}),
              IsEmpty());
}

TEST(WireServer, MakesRoomForNewConnectionsAtTheExpenseOfTheLongestWaiting) {
  GivenAnswer handler(small_answer());
  WireLimits limits;
  limits.connections_max = 10;
  WireServer server({"127.0.0.1", 0}, "--listen", handler, limits, 2);
  std::vector<std::unique_ptr<RawClient>> waiting;
  for (int i = 0; i < 15; ++i) {
    waiting.push_back(std::make_unique<RawClient>(server.port()));
    waiting.back()->send(i % 2 == 0 ? "GET / HT" : "POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nx");
  }
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
  EXPECT_THAT(waiting.front()->read_to_end(), HasSubstr("HTTP/1.1 200"));
}

TEST(WireServer, DoesNotHangAtItsEndOnSendersThatStall) {
  GivenAnswer handler({.bytes = "HTTP/1.1 200 OK\r\n\r\n" + std::string(64u << 20, 'x')});
  WireServer server({"127.0.0.1", 0}, "--listen", handler, {}, 1);
  RawClient reads_nothing(server.port());
  reads_nothing.send("GET / HTTP/1.1\r\n\r\n");
  RawClient sends_half(server.port());
  sends_half.send("GET / HT");
  ASSERT_TRUE(comes_to(server, 2));
  server.stop();
  EXPECT_EQ(server.connections(), 0u);
}

}  // namespace
}  // namespace hookline::test
