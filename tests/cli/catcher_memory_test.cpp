#include "tests/support/catcher_process.h"
#include "tests/support/raw_client.h"
#include "tests/support/temp_folder.h"

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
  EXPECT_LT(catcher.peak_memory_bytes(), before + 60 * kMiB);
}

}  // namespace
}  // namespace hookline::test
