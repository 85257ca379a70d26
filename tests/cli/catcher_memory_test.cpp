#include "tests/support/catcher_process.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_folder.h"

#include <memory>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline::test {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;

/// How often a text stands in another.
std::size_t count_of(std::string_view text, std::string_view all) {
  std::size_t count = 0;
  for (auto at = all.find(text); at != all.npos; at = all.find(text, at + 1)) ++count;
  return count;
}

TEST(CatcherMemory, PipelinedRequestsTakeWhatTheyCountAndNoMore) {
  CatcherProcess catcher({"--store", "memory", "--quiet", "--keep-bytes", "10M"});
  const std::size_t before = catcher.peak_memory_bytes();
  constexpr std::size_t kCount = 60'000;
  std::string requests;
  for (std::size_t i = 1; i < kCount; ++i) requests += "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
  requests += "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
  RawClient client(catcher.catching());
  std::thread sender([&] { client.send(requests); });
  EXPECT_EQ(count_of("caught ", client.read_to_end()), kCount);
  sender.join();
  EXPECT_LT(catcher.peak_memory_bytes(), before + 60 * kMiB + kSanitizersBytes);
}

TEST(CatcherMemory, UnfinishedBodiesShareOneBudgetAndOthersGetTheirAnswer) {
  const TempFolder folder;
  CatcherProcess catcher(
      {"--store", folder.file("c.db"), "--quiet", "--max-body", "8M", "--memory", "24M"});
  const std::size_t before = catcher.peak_memory_bytes();
  constexpr std::size_t kLength = 8'000'000;
  constexpr int kSenders = 30;
  const std::string part(kLength - 1000, 'x');
  std::vector<int> statuses(kSenders);
  std::vector<std::thread> senders;
  for (int i = 0; i < kSenders; ++i) {
    senders.emplace_back([&, i] {
      RawClient client(catcher.catching());
      client.send(
          fmt::format("POST /{} HTTP/1.1\r\nHost: h\r\nContent-Length: {}\r\n\r\n", i, kLength));
      client.send(part);
      client.send(std::string(1000, 'x'));
      statuses[static_cast<std::size_t>(i)] = status_of_answer(client.read_answer());
    });
  }
  EXPECT_EQ(catcher.post("/small", "a=b"), 200) << "small ones are never kept out";
  for (std::thread& sender : senders) sender.join();
  EXPECT_THAT(statuses, testing::Each(testing::AnyOf(200, 503)));
  EXPECT_THAT(statuses, testing::Contains(200));
  // Each body's rest, a copy while it is written, and what the program itself takes.
  EXPECT_LT(catcher.peak_memory_bytes(), before + 24 * kMiB + 50 * kMiB + kSanitizersBytes);
}

TEST(CatcherMemory, WhatIsTurnedAwayIsSaidAndCaught) {
  CatcherProcess catcher({"--store", "memory", "--quiet", "--max-body", "8M", "--memory", "20M"});
  const std::string head = "POST /held HTTP/1.1\r\nHost: h\r\nContent-Length: 8000000\r\n";
  RawClient held(catcher.catching());
  held.send(head + "Expect: 100-continue\r\n\r\n");
  held.read_until("100 Continue\r\n\r\n");  // now it has what it announced
  RawClient turned_away(catcher.catching());
  turned_away.send(head + "\r\n" + std::string(200'000, 'x'));
  const std::string refused = turned_away.read_answer();
  EXPECT_EQ(status_of_answer(refused), 503);
  EXPECT_THAT(refused, testing::HasSubstr("--memory"));
  const auto list = catcher.call("GET", "/api/captures");
  EXPECT_THAT(list.body, testing::HasSubstr("all the memory for requests under way was in use"));
  held.send(std::string(8'000'000, 'x'));
  EXPECT_EQ(status_of_answer(held.read_answer()), 200);
  EXPECT_EQ(catcher.end(), 0);
  EXPECT_THAT(catcher.process().err(), testing::HasSubstr("--memory SIZE allows more"));
}

class LargeCaptures : public testing::Test {
 protected:
  static constexpr int kCount = 8;
  static constexpr std::size_t kBytes = 8'000'000;

  LargeCaptures()
      : catcher_(
            {"--store", folder_.file("c.db"), "--quiet", "--max-body", "8M", "--memory", "64M"}) {
    for (int i = 0; i < kCount; ++i)
      EXPECT_EQ(catcher_.post("/large", std::string(kBytes, 'x')), 200);
    before_ = catcher_.peak_memory_bytes();
  }

  /// What so many calls at once have added to the most memory that the catcher ever had.
  std::size_t growth_by(int calls, const std::string& target, int status) {
    std::vector<std::thread> callers;
    for (int i = 0; i < calls; ++i) {
      callers.emplace_back([&] { EXPECT_EQ(catcher_.call("GET", target).status, status); });
    }
    for (std::thread& caller : callers) caller.join();
    return catcher_.peak_memory_bytes() - before_;
  }

  TempFolder folder_;
  CatcherProcess catcher_;
  std::size_t before_ = 0;
};

TEST_F(LargeCaptures, AreNotReadByListsAndWaitsThatDoNotAskForBodies) {
  EXPECT_LT(growth_by(12, "/api/wait?path=/other&timeout=100ms", 408),
            30 * kMiB + kSanitizersBytes);
  EXPECT_LT(growth_by(12, "/api/captures?path=/large", 200), 30 * kMiB + kSanitizersBytes);
}

TEST_F(LargeCaptures, AreReadWithinTheBudgetByThoseThatDo) {
  constexpr std::size_t kMost = 64 * kMiB + 60 * kMiB + kSanitizersBytes;
  EXPECT_LT(growth_by(12, "/api/wait?text=nowhere&timeout=100ms", 408), kMost);
  EXPECT_LT(growth_by(6, "/api/captures/1", 200), kMost);
  EXPECT_LT(growth_by(6, "/api/captures/1/raw", 200), kMost);
  EXPECT_LT(growth_by(4, "/api/wait?count=8&path=/large", 200), kMost);
  EXPECT_LT(growth_by(4, "/api/export?format=har", 200), kMost);
}

TEST(CatcherMemory, AListOfLongTargetsIsNeverHeldWhole) {
  const TempFolder folder;
  CatcherProcess catcher({"--store", folder.file("c.db"), "--quiet"});
  constexpr int kCount = 100;
  for (int i = 0; i < kCount; ++i) {
    ASSERT_EQ(catcher.post("/" + std::string(1'000'000, 't'), ""), 200);
  }
  const std::size_t before = catcher.peak_memory_bytes();
  const auto list = catcher.call("GET", "/api/captures");
  EXPECT_EQ(count_of("\"id\":", list.body), std::size_t{kCount});
  EXPECT_GT(list.body.size(), std::size_t{kCount} * 1'000'000);
  EXPECT_LT(catcher.peak_memory_bytes(), before + 40 * kMiB + kSanitizersBytes);
}

TEST(CatcherMemory, TooLittleForOneBodyIsRefusedAtTheStart) {
  ChildProcess catcher("catcher", {"--max-body", "64M", "--memory", "16M"});
  EXPECT_EQ(catcher.wait(), 1);
  EXPECT_THAT(catcher.err(), testing::HasSubstr("--memory 16777216 is too little for one body"));
}

}  // namespace
}  // namespace hookline::test
