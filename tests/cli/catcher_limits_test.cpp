#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/raw_client.h"

#include <chrono>
#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace hookline::test {
namespace {

const std::string kFlags = " --listen 127.0.0.1:0 --page 127.0.0.1:0 --store memory --quiet";

/// A catcher that may have so many open files.
std::unique_ptr<ChildProcess> catcher_with_files(int files) {
  const std::string command =
      "ulimit -n " + std::to_string(files) + "; exec " + program_path("catcher") + kFlags;
  return std::make_unique<ChildProcess>("/bin/sh", std::vector<std::string>{"-c", command});
}

std::string url_behind(const std::string& prefix, const std::string& line) {
  EXPECT_TRUE(line.starts_with(prefix)) << line;
  return line.substr(prefix.size());
}

std::size_t count_of(const std::string& text, const std::string& part) {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(CatcherLimits, HalfOpenConnectionsStarveNeitherThePageNorSenders) {
  const auto catcher = catcher_with_files(256);
  const auto catching = url_behind("catching on ", catcher->read_line());
  const auto watching = url_behind("watching on ", catcher->read_line());
  std::vector<std::unique_ptr<RawClient>> half_open;
  for (int i = 0; i < 400; ++i) {
    half_open.push_back(std::make_unique<RawClient>(i % 4 == 0 ? watching : catching));
    if (i % 2 == 0) half_open.back()->send("GET / HT");
  }
  RawClient viewer(watching);
  viewer.send("GET /api/health HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status_of_answer(viewer.read_answer()), 200);
  RawClient sender(catching);
  sender.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(status_of_answer(sender.read_answer()), 200);
  catcher->signal(SIGTERM);
  EXPECT_EQ(catcher->wait(), 0);
  const std::string said = catcher->out() + catcher->err();
  EXPECT_GE(count_of(said, "as many as it may"), 1u) << said;
  EXPECT_LE(count_of(said, "as many as it may"), 2u) << "once for each address: " << said;
}

TEST(CatcherLimits, AStalledReaderDoesNotHoldTheEnd) {
  const auto catcher = catcher_with_files(1024);
  const auto catching = url_behind("catching on ", catcher->read_line());
  const auto watching = url_behind("watching on ", catcher->read_line());
  RawClient sender(catching);
  const std::string body(32u << 20, 'x');
  sender.send("POST / HTTP/1.1\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
              body);
  ASSERT_EQ(status_of_answer(sender.read_answer()), 200);
  std::vector<std::unique_ptr<RawClient>> stalled;
  for (const char* target : {"/api/captures/1/raw", "/api/captures/1", "/api/export?format=har",
                             "/api/stream?after=0", "/api/wait?count=9&timeout=1h"}) {
    stalled.push_back(std::make_unique<RawClient>(watching));
    stalled.back()->send("GET " + std::string(target) + " HTTP/1.1\r\n\r\n");
  }
  stalled[0]->read_until("HTTP/1.1 200");
  stalled[3]->read_until("HTTP/1.1 200");
  const auto start = std::chrono::steady_clock::now();
  catcher->signal(SIGTERM);
  EXPECT_EQ(catcher->wait(), 0);
  // It ends within 2 seconds; a loaded machine may take longer, a reader was waited for for 20.
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(8));
}

}  // namespace
}  // namespace hookline::test
