#include "catcher/base/sqlite/file_lock.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/sqlite/sqlite_connection.h"
#include "tests/support/file_texts.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <memory>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

constexpr SqliteFileKind kKind = {.application_id = 0x54455354,
                                  .version = 1,
                                  .page_bytes = 4096,
                                  .noun = "store",
                                  .alternative = ", or keep it in memory",
                                  .room_advice = ""};
constexpr const char* kTheirs = "somebody's own words, of more than a few bytes";

class FileLockTest : public testing::Test {
 protected:
  /// A file of our kind as an owner uses it.
  struct Owner {
    explicit Owner(const std::string& file)
        : lock(file, kKind), connection(lock.path(), SqliteAccess::kReadWrite) {
      prepare_sqlite_file(connection, lock.path(), kKind,
                          [](SqliteConnection& to) { to.run("CREATE TABLE t (x)"); });
      connection.run("INSERT INTO t VALUES (1)");
    }
    const FileLock lock;
    SqliteConnection connection;
  };

  static std::string failure_to_own(const std::string& file) {
    return test::refusal(ExitCode::kCannotRun, [&] { const Owner owner(file); });
  }

  TempFolder folder_;
  const std::string file_ = folder_.file("captures.db");
};

TEST_F(FileLockTest, IsFoundUnderEachNameOfTheFile) {
  const Owner owner(file_);
  fs::create_symlink(file_, folder_.file("link.db"));
  fs::create_hard_link(file_, folder_.file("hard.db"));
  fs::create_directory(folder_.file("elsewhere"));
  fs::create_symlink("../link.db", folder_.file("elsewhere/link-to-link.db"));
  fs::create_directory_symlink(folder_.path(), folder_.file("folder"));
  const auto in_use = HasSubstr(fmt::format("in use by process {}", ::getpid()));
  for (const char* name : {"captures.db", "link.db", "hard.db", "elsewhere/link-to-link.db",
                           "folder/captures.db", "elsewhere/../captures.db"}) {
    EXPECT_THAT(failure_to_own(folder_.file(name)), AllOf(in_use, HasSubstr(name)));
  }
}

TEST_F(FileLockTest, ALinkLeadsToItsFileAndItsLogLiesThere) {
  fs::create_directory(folder_.file("data"));
  fs::create_symlink("data/real.db", folder_.file("link.db"));
  {
    const Owner owner(folder_.file("link.db"));
    EXPECT_EQ(owner.lock.path(), fs::canonical(folder_.file("data/real.db")));
    EXPECT_TRUE(fs::exists(folder_.file("data/real.db-wal")));
    EXPECT_FALSE(fs::exists(folder_.file("link.db-wal")));
  }
  EXPECT_TRUE(fs::is_symlink(folder_.file("link.db")));
  EXPECT_EQ(SqliteConnection(folder_.file("data/real.db"), SqliteAccess::kReadOnly)
                .integer("SELECT count(*) FROM t"),
            1);
}

TEST_F(FileLockTest, RefusesAFileOfTwoNamesUntilItHasOne) {
  { const Owner owner(file_); }
  fs::create_hard_link(file_, folder_.file("hard.db"));
  const std::string before = text_of_file(file_);
  for (const char* name : {"captures.db", "hard.db"}) {
    EXPECT_THAT(failure_to_own(folder_.file(name)), HasSubstr("has 2 names (hard links)"));
  }
  EXPECT_EQ(text_of_file(file_), before);
  fs::remove(file_);
  EXPECT_EQ(failure_to_own(folder_.file("hard.db")), "");
}

TEST_F(FileLockTest, LeavesAloneWhatLiesWhereItsOwnFilesWouldBe) {
  for (const bool is_new : {true, false}) {
    if (!is_new) const Owner owner(file_);
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
      const std::string beside = file_ + suffix;
      write_file(beside, kTheirs);
      EXPECT_THAT(failure_to_own(file_), AllOf(HasSubstr(beside + " is in the way"),
                                               HasSubstr("it holds something else")));
      EXPECT_EQ(text_of_file(beside), kTheirs);
      fs::remove(beside);
    }
    EXPECT_EQ(failure_to_own(file_), "");
  }
}

TEST_F(FileLockTest, NeverWritesThroughALinkBesideIt) {
  const std::string theirs = folder_.file("precious");
  for (const std::string& text : {std::string(kTheirs), std::string()}) {
    for (const char* suffix : {"-wal", "-shm", "-journal"}) {
      write_file(theirs, text);
      fs::create_symlink(theirs, file_ + suffix);
      EXPECT_THAT(failure_to_own(file_), HasSubstr("it is a link")) << suffix;
      fs::remove(file_ + suffix);
      fs::create_hard_link(theirs, file_ + suffix);
      EXPECT_THAT(failure_to_own(file_), HasSubstr("a hard link")) << suffix;
      fs::remove(file_ + suffix);
      EXPECT_EQ(text_of_file(theirs), text);
    }
  }
  fs::create_symlink(folder_.file("not-there"), file_ + "-wal");
  EXPECT_THAT(failure_to_own(file_), HasSubstr("it is a link"));
  EXPECT_FALSE(fs::exists(folder_.file("not-there")));
}

TEST_F(FileLockTest, RefusesAFolderOrAPipeBesideIt) {
  fs::create_directory(file_ + "-wal");
  EXPECT_THAT(failure_to_own(file_), HasSubstr("it is no regular file"));
  fs::remove(file_ + "-wal");
  ASSERT_EQ(::mkfifo((file_ + "-shm").c_str(), 0600), 0);
  EXPECT_THAT(failure_to_own(file_), HasSubstr("it is no regular file"));
}

TEST_F(FileLockTest, NeedsNoFileOfItsOwn) {
  write_file(file_ + "-lock", kTheirs);
  { const Owner owner(file_); }
  EXPECT_EQ(text_of_file(file_ + "-lock"), kTheirs);
}

TEST_F(FileLockTest, TakesUpTheLogOfAKilledOwner) {
  {
    const Owner owner(file_);
    for (const char* suffix : {"", "-wal", "-shm"}) {
      fs::copy_file(file_ + suffix, folder_.file("killed.db") + suffix);
    }
  }
  const std::string killed = folder_.file("killed.db");
  fs::resize_file(killed + "-shm", 3);  // as where it was killed right at the start
  EXPECT_EQ(failure_to_own(killed), "");
  EXPECT_EQ(SqliteConnection(killed, SqliteAccess::kReadOnly).integer("SELECT count(*) FROM t"), 2);
}

TEST_F(FileLockTest, BeginsAnewWhereOnlyTheLogOfItsFileIsLeft) {
  {
    const Owner owner(file_);
    fs::copy_file(file_ + "-wal", folder_.file("gone.db-wal"));
  }
  EXPECT_EQ(failure_to_own(folder_.file("gone.db")), "");
}

TEST_F(FileLockTest, LeavesAnotherProgramsDatabaseAndItsLogAsTheyAre) {
  sqlite3* theirs = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &theirs), SQLITE_OK);
  sqlite3_db_config(theirs, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  ASSERT_EQ(sqlite3_exec(theirs, "PRAGMA journal_mode = WAL; CREATE TABLE precious (x)", nullptr,
                         nullptr, nullptr),
            SQLITE_OK);
  sqlite3_close(theirs);
  const std::string before = text_of_file(file_);
  const std::string log_before = text_of_file(file_ + "-wal");
  ASSERT_FALSE(log_before.empty());
  EXPECT_THAT(failure_to_own(file_), HasSubstr("another program's database"));
  EXPECT_EQ(text_of_file(file_), before);
  EXPECT_EQ(text_of_file(file_ + "-wal"), log_before);
}

TEST_F(FileLockTest, LeavesWhatIsNoDatabaseAsItIs) {
  for (const std::string& text : {std::string("x"), std::string(kTheirs), std::string(5000, '\0'),
                                  "SQLite format 3" + std::string(1, '\0')}) {
    write_file(file_, text);
    EXPECT_THAT(failure_to_own(file_), HasSubstr("is damaged, or no store at all"));
    EXPECT_EQ(text_of_file(file_), text);
  }
}

TEST_F(FileLockTest, RefusesWhatIsNoRegularFileWithoutWaitingForIt) {
  ASSERT_EQ(::mkfifo(file_.c_str(), 0600), 0);
  EXPECT_THAT(failure_to_own(file_), HasSubstr("is no regular file"));
  EXPECT_THAT(failure_to_own("/dev/null"), HasSubstr("is no regular file"));
  EXPECT_THAT(failure_to_own(folder_.path().string()), HasSubstr("is no regular file"));
}

TEST_F(FileLockTest, NewFilesAreForTheirOwnerAlone) {
  const Owner owner(file_);
  for (const char* suffix : {"", "-wal", "-shm"}) {
    EXPECT_EQ(fs::status(file_ + suffix).permissions(),
              fs::perms::owner_read | fs::perms::owner_write)
        << suffix;
  }
}

TEST_F(FileLockTest, IsLetGoAtTheEndAndAfterARefusal) {
  { const Owner owner(file_); }
  write_file(file_ + "-journal", kTheirs);
  EXPECT_NE(failure_to_own(file_), "");
  fs::remove(file_ + "-journal");
  EXPECT_EQ(failure_to_own(file_), "");
}

}  // namespace
}  // namespace hookline::test
