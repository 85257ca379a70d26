#include "catcher/captures/store/capture_store.h"
#include "tests/support/child_process.h"
#include "tests/support/made_capture.h"
#include "tests/support/temp_folder.h"

#include <csignal>
#include <fstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <httplib.h>

namespace hookline::test {
namespace {

constexpr int kCaptures = 100'000;
constexpr int kLargeOnes = 100;

/// A store of many small captures and some large ones in a row.
void fill(const std::string& file) {
  const auto store = open_sqlite_store(file, {200'000, std::uint64_t{1} << 30});
  for (int i = 0; i < kCaptures / 1000; ++i) {
    store->append(
        Captures(1000, form_capture(fmt::format("/{}?x=y", i), "type=order&name=J%C3%BC")));
  }
  for (int i = 0; i < kLargeOnes; ++i) {
    store->append({form_capture("/large", "x=" + std::string(1 << 20, 'a'))});
  }
}

/// The most memory that the process ever had, in KiB.
std::size_t peak_memory_kib(pid_t pid) {
  std::ifstream status(fmt::format("/proc/{}/status", pid));
  for (std::string word; status >> word;) {
    if (word == "VmHWM:") break;
  }
  std::size_t kib = 0;
  status >> kib;
  return kib;
}

std::string url_in(const std::string& line) {
  return line.substr(line.find("http://"));
}

TEST(ExportMemory, DoesNotGrowWithWhatIsExported) {
  const TempFolder folder;
  const std::string file = folder.file("captures.db");
  fill(file);
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   file, "--keep", "200000", "--quiet"});
  catcher.read_line();
  httplib::Client client(url_in(catcher.read_line()));
  client.set_read_timeout(60);
  const auto exported_bytes = [&](const std::string& format) {
    std::size_t bytes = 0;
    const auto answer = client.Get("/api/export?format=" + format, [&](const char*, std::size_t n) {
      bytes += n;
      return true;
    });
    EXPECT_TRUE(answer && answer->status == 200) << format;
    return bytes;
  };
  client.Get("/api/captures?text=nothing-of-that-kind");  // its caches are warm now
  const std::size_t before = peak_memory_kib(catcher.pid());
  for (const char* format : {"ndjson", "har", "curl", "scenario"}) {
    EXPECT_GT(exported_bytes(format), std::size_t{kLargeOnes} << 20) << format;
    EXPECT_LT(peak_memory_kib(catcher.pid()), before + 80 * 1024) << format;
  }
  catcher.signal(SIGTERM);
  EXPECT_EQ(catcher.wait(), 0);
}

}  // namespace
}  // namespace hookline::test
