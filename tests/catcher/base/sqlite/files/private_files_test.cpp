#include "catcher/captures/store/capture_store.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>

namespace hookline::test {
namespace {

using std::filesystem::perms;

perms rights_of_others(const std::string& file) {
  return std::filesystem::status(file).permissions() & (perms::group_all | perms::others_all);
}

TEST(PrivateFiles, AreReadableByTheirOwnerAloneAlsoWhereTheyWereNot) {
  const TempFolder folder;
  const std::string file = folder.file("captures.db");
  const mode_t before = ::umask(022);
  for (int opened = 0; opened < 2; ++opened) {
    const auto store = open_sqlite_store(file, {});
    store->append(Captures(1));
    for (const char* beside : {"", "-wal", "-shm"}) {
      EXPECT_EQ(rights_of_others(file + beside), perms::none) << beside;
    }
    ASSERT_EQ(::chmod(file.c_str(), 0644), 0);
  }
  ::umask(before);
}

}  // namespace
}  // namespace hookline::test
