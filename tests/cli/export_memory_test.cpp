#include "catcher/captures/store/capture_store.h"
#include "tests/support/catcher_process.h"
#include "tests/support/made_capture.h"
#include "tests/support/temp_folder.h"

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

TEST(ExportMemory, DoesNotGrowWithWhatIsExported) {
  const TempFolder folder;
  const std::string file = folder.file("captures.db");
  fill(file);
  CatcherProcess catcher({"--store", file, "--keep", "200000", "--quiet"});
  httplib::Client client(catcher.watching());
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
  const std::size_t most = catcher.peak_memory_bytes() + (std::size_t{80} << 20) + kSanitizersBytes;
  for (const char* format : {"ndjson", "har", "curl", "scenario"}) {
    EXPECT_GT(exported_bytes(format), std::size_t{kLargeOnes} << 20) << format;
    EXPECT_LT(catcher.peak_memory_bytes(), most) << format;
  }
  EXPECT_EQ(catcher.end(), 0);
}

}  // namespace
}  // namespace hookline::test
