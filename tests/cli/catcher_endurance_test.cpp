#include "catcher/captures/store/capture_store.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>

#include <gtest/gtest.h>

namespace hookline::test {
namespace {

std::string url_in(const std::string& line) {
  return line.substr(line.find("http://"));
}

/// Sends on one connection until that breaks; every id it was answered.
std::vector<std::int64_t> send_until_cut_off(const std::string& url) {
  std::vector<std::int64_t> answered;
  try {
    RawClient client(url);
    while (true) {
      client.send("POST /load HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
      const std::string answer = client.read_answer();
      if (status_of_answer(answer) == 200)
        answered.push_back(std::stoll(body_of_answer(answer).substr(7)));
    }
  } catch (const std::runtime_error&) {
    return answered;
  }
}

/// Loads a catcher from four connections, ends it by a signal in the middle, and returns all the
/// ids it answered.
std::set<std::int64_t> answered_until_signal(const std::string& file, int number, int exit_code) {
  ChildProcess catcher(
      "catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store", file, "--quiet"});
  const std::string url = url_in(catcher.read_line());
  catcher.read_line();
  std::vector<std::vector<std::int64_t>> answered(4);
  std::vector<std::thread> senders;
  for (auto& ids : answered) senders.emplace_back([&ids, &url] { ids = send_until_cut_off(url); });
  RawClient(url).send("POST /slow HTTP/1.1\r\nContent-Le");
  RawClient waiting(url);
  for (int i = 0; i < 20; ++i) {  // by now all are under way
    waiting.send("GET /probe HTTP/1.1\r\n\r\n");
    waiting.read_answer();
  }
  catcher.signal(number);
  EXPECT_EQ(catcher.wait(), exit_code);
  for (std::thread& sender : senders) sender.join();
  std::set<std::int64_t> all;
  for (const auto& ids : answered) all.insert(ids.begin(), ids.end());
  return all;
}

/// All of them are stored, and the ids up to the last have no hole.
void expect_stored(const std::string& file, const std::set<std::int64_t>& answered) {
  const auto store = open_sqlite_store(file, {});
  const CaptureQuery all{.limit = 1'000'000, .part = CapturePart::kHead};
  std::int64_t last = 0;
  std::set<std::int64_t> stored;
  for (const Capture& capture : store->list(all)) {
    EXPECT_EQ(capture.id, last + 1);
    last = capture.id;
    stored.insert(capture.id);
  }
  for (const std::int64_t id : answered) ASSERT_TRUE(stored.contains(id)) << id;
}

TEST(CatcherEndurance, LosesNothingAnsweredToAKillUnderLoad) {
  const char* rounds = std::getenv("HOOKLINE_KILL_ROUNDS");  // 100 for the whole exercise
  const TempFolder folder;
  std::set<std::int64_t> answered;
  for (int round = rounds != nullptr ? std::atoi(rounds) : 8; round > 0; --round) {
    answered.merge(answered_until_signal(folder.file("c.db"), SIGKILL, 128 + SIGKILL));
    expect_stored(folder.file("c.db"), answered);
    ASSERT_FALSE(testing::Test::HasFailure());
  }
  EXPECT_GT(answered.size(), 100u);
  std::printf("%zu answered ids, all stored\n", answered.size());
}

TEST(CatcherEndurance, StoresAllItAnsweredBeforeAPoliteEndUnderLoad) {
  const TempFolder folder;
  expect_stored(folder.file("c.db"), answered_until_signal(folder.file("c.db"), SIGTERM, 0));
}

TEST(CatcherEndurance, GoesOnWhereFileDescriptorsRunOut) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan opens a pipe to look at a vtable; without descriptors it sees a bad one";
#endif
  ChildProcess catcher(
      "/bin/sh",
      {"-c", "ulimit -n 60; exec \"$0\" --listen 127.0.0.1:0 --page 127.0.0.1:0 --store memory",
       program_path("catcher")});
  const std::string url = url_in(catcher.read_line());
  catcher.read_line();
  RawClient first(url);
  std::vector<std::unique_ptr<RawClient>> crowd;
  for (int i = 0; i < 100; ++i) {  // those beyond the limit wait in the backlog
    crowd.push_back(std::make_unique<RawClient>(url));
    crowd.back()->send("POST /crowd HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
  }
  first.send("GET /first HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status_of_answer(first.read_answer()), 200);
  for (auto& client : crowd) {  // each gets its turn as others leave
    EXPECT_EQ(status_of_answer(client->read_answer()), 200);
    client.reset();
  }
}

TEST(CatcherEndurance, ServesOnBesideHundredsOfIdleAndHalfOpenConnections) {
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   "memory", "--quiet"});
  const std::string url = url_in(catcher.read_line());
  catcher.read_line();
  std::vector<std::unique_ptr<RawClient>> idle;
  for (int i = 0; i < 400; ++i) idle.push_back(std::make_unique<RawClient>(url));
  for (int i = 0; i < 12; ++i) idle[i]->send("POST / HTTP/1.1\r\nContent-Length: 1000\r\n\r\nhalf");
  RawClient client(url);
  for (int i = 0; i < 100; ++i) {
    client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
    ASSERT_EQ(status_of_answer(client.read_answer()), 200);
  }
  for (int i = 12; i < 400; ++i) {
    if (i % 3 == 0)
      idle[i]->reset();
    else if (i % 3 == 1)
      idle[i]->finish_sending();
  }
  client.send("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
}

}  // namespace
}  // namespace hookline::test
