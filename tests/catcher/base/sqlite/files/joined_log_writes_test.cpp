#include "catcher/base/sqlite/files/joined_log_writes.h"

#include "catcher/base/sqlite/sqlite_connection.h"
#include "tests/support/temp_folder.h"

#include <cstdint>
#include <filesystem>
#include <random>
#include <string>

#include <gtest/gtest.h>
#include <sqlite3.h>

namespace hookline {
namespace {

/// A database of small pages and next to no cache, so that larger transactions write to the log
/// before they end, and more than once to the same page of it.
class JoinedLogWrites : public testing::Test {
 protected:
  JoinedLogWrites() {
    connection.run("PRAGMA page_size = 1024");
    EXPECT_EQ(connection.text("PRAGMA journal_mode = WAL"), "wal");
    connection.run("PRAGMA synchronous = NORMAL");
    connection.run("PRAGMA cache_size = 4");
    connection.run("CREATE TABLE row (id INTEGER PRIMARY KEY, value INTEGER, body BLOB)");
  }

  void insert(int count, int bytes) {
    auto statement = connection.prepare("INSERT INTO row VALUES (NULL, 1, randomblob(?))");
    for (int i = 0; i < count; ++i) statement.run_with(bytes);
  }

  /// What somebody finds who opens the files as they are now, as after a crash: how many rows, and
  /// the sum of their values.
  void expect_in_files(std::int64_t count, std::int64_t sum) {
    namespace fs = std::filesystem;
    const std::string copy = folder.file("copy.db");
    fs::remove(copy + "-shm");
    fs::copy_file(file, copy, fs::copy_options::overwrite_existing);
    fs::copy_file(file + "-wal", copy + "-wal", fs::copy_options::overwrite_existing);
    sqlite3* other = nullptr;
    ASSERT_EQ(sqlite3_open_v2(copy.c_str(), &other, SQLITE_OPEN_READWRITE, "unix"), SQLITE_OK);
    {
      SqliteStatement check(other, "PRAGMA integrity_check");
      ASSERT_TRUE(check.step());
      EXPECT_EQ(check.bytes(0), "ok");
      SqliteStatement sums(other, "SELECT count(*), total(value) FROM row");
      ASSERT_TRUE(sums.step());
      EXPECT_EQ(sums.integer(0), count);
      EXPECT_EQ(sums.integer(1), sum);
    }
    sqlite3_close(other);
  }
  void expect_all_in_files() {
    expect_in_files(connection.integer("SELECT count(*) FROM row"),
                    connection.integer("SELECT sum(value) FROM row"));
  }

  TempFolder folder;
  const std::string file = folder.file("a.db");
  SqliteConnection connection{file, SqliteAccess::kReadWrite};
};

TEST_F(JoinedLogWrites, EachCommitIsInTheFilesWhenItReturns) {
  for (int i = 1; i <= 50; ++i) {
    connection.run("BEGIN IMMEDIATE");
    insert(i % 7 + 1, 200);
    connection.run("COMMIT");
    expect_all_in_files();
  }
}

TEST_F(JoinedLogWrites, NothingOfATransactionIsThereBeforeItsCommit) {
  insert(10, 100);
  connection.run("BEGIN IMMEDIATE");
  insert(2000, 900);
  expect_in_files(10, 10);
  connection.run("COMMIT");
  expect_in_files(2010, 2010);
}

TEST_F(JoinedLogWrites, PagesWrittenAgainInOneTransactionCountAsTheyWereLast) {
  insert(300, 700);
  connection.run("BEGIN IMMEDIATE");
  for (int i = 0; i < 5; ++i) connection.run("UPDATE row SET value = value + 1");
  connection.run("COMMIT");
  expect_in_files(300, 1800);
}

TEST_F(JoinedLogWrites, WhatWasRolledBackIsOverwritten) {
  insert(20, 700);
  for (int i = 0; i < 5; ++i) {
    connection.run("BEGIN IMMEDIATE");
    insert(200, 900);
    connection.run("ROLLBACK");
    insert(1, 700);
    expect_in_files(21 + i, 21 + i);
  }
}

TEST_F(JoinedLogWrites, TheLogBeginsAnewBehindACheckpoint) {
  for (int i = 1; i <= 5; ++i) {
    insert(30, 300);
    connection.run("PRAGMA wal_checkpoint(RESTART)");
    insert(3, 300);
    expect_all_in_files();
    connection.run("PRAGMA wal_checkpoint(TRUNCATE)");
    insert(1, 300);
    expect_all_in_files();
  }
}

TEST_F(JoinedLogWrites, AnyMixtureOfTheseLeavesWhatSQLiteWouldHaveLeft) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    std::mt19937 random(seed);
    const auto number = [&](int max) { return static_cast<int>(random() % max) + 1; };
    for (int i = 0; i < 15; ++i) {
      connection.run("BEGIN IMMEDIATE");
      const int steps = number(4);
      for (int step = 0; step < steps; ++step) {
        switch (number(4)) {
          case 1:
            connection.run("SAVEPOINT a");
            insert(number(40), number(3000));
            connection.run(number(2) == 1 ? "ROLLBACK TO a" : "RELEASE a");
            break;
          case 2:
            connection.run("UPDATE row SET value = value + 1, body = randomblob(300)");
            break;
          case 3:
            connection.run("DELETE FROM row WHERE id % 7 = 0");
            break;
          default:
            insert(number(10), number(1500));
        }
      }
      connection.run(number(5) == 1 ? "ROLLBACK" : "COMMIT");
      if (number(5) == 1) connection.run("PRAGMA wal_checkpoint(PASSIVE)");
      expect_all_in_files();
      if (HasFailure()) FAIL() << "seed " << seed;
    }
    connection.run("DELETE FROM row");
  }
}

TEST_F(JoinedLogWrites, OthersReadEachCommit) {
  SqliteConnection reader(file, SqliteAccess::kReadOnly);
  for (int i = 1; i <= 20; ++i) {
    insert(5, 200);
    EXPECT_EQ(reader.integer("SELECT count(*) FROM row"), 5 * i);
  }
}

}  // namespace
}  // namespace hookline
