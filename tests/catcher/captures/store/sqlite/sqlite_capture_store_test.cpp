#include "catcher/base/process/failure.h"
#include "catcher/captures/store/capture_store.h"
#include "catcher/captures/views/capture_view.h"
#include "tests/support/made_capture.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <csignal>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Captures several(int count) {
  Captures batch;
  for (int i = 0; i < count; ++i) batch.push_back(form_capture("/hook", fmt::format("n={}", i)));
  return batch;
}

std::vector<std::int64_t> all_ids(CaptureStore& store) {
  std::vector<std::int64_t> out;
  for (const Capture& capture : store.list({.limit = 1'000'000, .part = CapturePart::kHead}))
    out.push_back(capture.id);
  return out;
}

std::string failure_to_open(const std::string& file) {
  return test::refusal(ExitCode::kCannotRun, [&] { open_sqlite_store(file, {}); });
}

std::string failure_to_append(CaptureStore& store, Captures batch) {
  try {
    store.append(std::move(batch));
  } catch (const StoreError& error) {
    return error.what();
  }
  return "";
}

/// Another program's hand in the file.
void run_sql(const std::string& file, const std::string& sql) {
  sqlite3* connection = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &connection), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
      << sqlite3_errmsg(connection);
  sqlite3_close(connection);
}

/// No file may grow past that while this lives; what would is refused as by a full disk.
class FileSizeLimit {
 public:
  explicit FileSizeLimit(std::uint64_t bytes) {
    previous_handler_ = ::signal(SIGXFSZ, SIG_IGN);
    ::getrlimit(RLIMIT_FSIZE, &previous_);
    rlimit lowered = previous_;
    lowered.rlim_cur = bytes;
    ::setrlimit(RLIMIT_FSIZE, &lowered);
  }
  ~FileSizeLimit() {
    ::setrlimit(RLIMIT_FSIZE, &previous_);
    ::signal(SIGXFSZ, previous_handler_);
  }

 private:
  rlimit previous_{};
  void (*previous_handler_)(int) = nullptr;
};

class SqliteCaptureStoreTest : public testing::Test {
 protected:
  std::unique_ptr<CaptureStore> open(StoreLimits limits = {}) {
    return open_sqlite_store(file_, limits);
  }

  TempFolder folder_;
  const std::string file_ = folder_.file("captures.db");
};

TEST_F(SqliteCaptureStoreTest, KeepsCapturesFromRunToRun) {
  Capture capture = form_capture("/a?b=c", "d=e");
  capture.reply = {201, {{"X", "1"}}, 5, "half"};
  open()->append({capture});
  capture.id = 1;
  const auto store = open();
  EXPECT_EQ(store->find(1), capture);
  EXPECT_EQ(store->counts().total, 1u);
  EXPECT_EQ(store->counts().bytes, kept_bytes(capture));
  EXPECT_EQ(store->append(several(1)), 2);
}

TEST_F(SqliteCaptureStoreTest, KeepsWhichRuleAnswered) {
  Captures batch = several(3);
  batch[0].reply = {429, {{"Retry-After", "1"}}, 0, "", 0};
  batch[1].reply = {200, {}, 0, "", 999};
  const Captures given = batch;
  open()->append(std::move(batch));
  const auto store = open();
  for (std::size_t i = 0; i < given.size(); ++i) {
    EXPECT_EQ(store->find(static_cast<std::int64_t>(i + 1))->reply, given[i].reply) << i;
  }
}

TEST_F(SqliteCaptureStoreTest, KeepsWhatWasAnswered) {
  Captures batch = several(3);
  batch[0].reply = {429, {{"Retry-After", ""}}, 0, "", 0};
  batch[0].reply.body = std::string("=7\0\0no", 6);
  batch[0].reply.body_bytes = 20'000;
  batch[1].reply.body = "";
  batch[2].reply.body = "x";
  batch[2].reply.body_bytes = 1;
  const Captures given = batch;
  open()->append(std::move(batch));
  const auto store = open();
  for (std::size_t i = 0; i < given.size(); ++i) {
    EXPECT_EQ(store->find(static_cast<std::int64_t>(i + 1))->reply, given[i].reply) << i;
  }
}

TEST_F(SqliteCaptureStoreTest, NeverGivesAnIdAgainAfterARestart) {
  {
    const auto store = open();
    store->append(several(5));
    store->clear();
  }
  {
    const auto store = open();
    EXPECT_EQ(store->append(several(1)), 6);
    store->remove(6);
  }
  EXPECT_EQ(open()->append(several(1)), 7);
}

TEST_F(SqliteCaptureStoreTest, RemembersWhatWasDroppedAndCleared) {
  StoreCounts before;
  {
    const auto store = open({.captures_max = 4});
    store->append(several(10));
    store->remove(9);
    store->append(several(7));
    store->clear();
    store->append(several(6));
    before = store->counts();
  }
  const auto store = open({.captures_max = 4});
  const auto after = store->counts();
  EXPECT_EQ(after.last, before.last);
  EXPECT_EQ(after.total, before.total);
  EXPECT_EQ(after.bytes, before.bytes);
  EXPECT_EQ(after.dropped, before.dropped);
  EXPECT_EQ(after.cleared, 2u);
  EXPECT_EQ(after.dropped, 23u - 4u - 5u);
}

TEST_F(SqliteCaptureStoreTest, DropsAtTheStartWhatTheNewLimitsDoNotAllow) {
  open()->append(several(10));
  const auto store = open({.captures_max = 3});
  EXPECT_THAT(all_ids(*store), ElementsAre(8, 9, 10));
  EXPECT_EQ(store->counts().dropped, 7u);
}

TEST_F(SqliteCaptureStoreTest, DoesNotBringBackWhatWasDropped) {
  open({.captures_max = 2})->append(several(5));
  EXPECT_THAT(all_ids(*open()), ElementsAre(4, 5));
}

TEST_F(SqliteCaptureStoreTest, LeavesOneFileBehind) {
  open()->append(several(1));
  int files = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_.path())) {
    ++files;
  }
  EXPECT_EQ(files, 1);
}

TEST_F(SqliteCaptureStoreTest, StaysSmallWhileItDrops) {
  const auto store = open({.captures_max = 100});
  constexpr std::uintmax_t kLogBytesMax = std::uintmax_t{40} << 20;
  for (int i = 0; i < 4000; ++i) store->append(several(64));
  EXPECT_LE(std::filesystem::file_size(file_), 1'000'000u);
  EXPECT_LE(std::filesystem::file_size(file_ + "-wal"), kLogBytesMax);
}

TEST_F(SqliteCaptureStoreTest, StaysSmallWhileItDropsLargeBodies) {
  const auto store = open({.bytes_max = 4'000'000});
  for (int i = 0; i < 100; ++i) store->append({form_capture("/", std::string(500'000, 'x'))});
  EXPECT_EQ(store->counts().total, 7u);
  EXPECT_LE(std::filesystem::file_size(file_), 20'000'000u);
}

TEST_F(SqliteCaptureStoreTest, GivesTheRoomBackWhenCleared) {
  const auto store = open();
  for (int i = 0; i < 20; ++i) store->append({form_capture("/", std::string(500'000, 'x'))});
  store->clear();
  EXPECT_LE(std::filesystem::file_size(file_), 1'000'000u);
  EXPECT_EQ(store->append(several(1)), 21);
}

TEST_F(SqliteCaptureStoreTest, RefusesAFileThatIsInUse) {
  const auto store = open();
  EXPECT_THAT(failure_to_open(file_),
              AllOf(HasSubstr(file_), HasSubstr(fmt::format("in use by process {}", ::getpid()))));
}

TEST_F(SqliteCaptureStoreTest, OpensAgainOnceItIsFree) {
  open();
  EXPECT_EQ(failure_to_open(file_), "");
}

TEST_F(SqliteCaptureStoreTest, RefusesAnotherProgramsDatabase) {
  run_sql(file_, "CREATE TABLE precious (x)");
  EXPECT_THAT(failure_to_open(file_), HasSubstr("another program's database"));
  run_sql(file_, "INSERT INTO precious VALUES (1)");
}

TEST_F(SqliteCaptureStoreTest, RefusesAFileOfANewerFormat) {
  open();
  run_sql(file_, "PRAGMA user_version = 99");
  EXPECT_THAT(failure_to_open(file_), AllOf(HasSubstr("another version"), HasSubstr("99")));
}

TEST_F(SqliteCaptureStoreTest, RefusesAFileThatIsNoDatabase) {
  std::ofstream(file_) << std::string(5000, 'x');
  EXPECT_THAT(failure_to_open(file_), AllOf(HasSubstr("no store at all"), HasSubstr(file_)));
  EXPECT_EQ(std::filesystem::file_size(file_), 5000u) << "it must stay as it was";
}

TEST_F(SqliteCaptureStoreTest, TakesAnEmptyFile) {
  std::ofstream(file_).flush();
  EXPECT_EQ(open()->append(several(1)), 1);
}

TEST_F(SqliteCaptureStoreTest, RefusesAFolderThatIsNotThere) {
  EXPECT_THAT(failure_to_open(folder_.file("none/captures.db")),
              AllOf(HasSubstr("none/captures.db"), HasSubstr("No such file")));
}

TEST_F(SqliteCaptureStoreTest, RefusesAFolderAsItsFile) {
  EXPECT_THAT(failure_to_open(folder_.path().string()), HasSubstr(folder_.path().string()));
}

TEST_F(SqliteCaptureStoreTest, RefusesAnEmptyName) {
  EXPECT_THAT(failure_to_open(""), HasSubstr("needs a file's name"));
}

/// The exit code of `work` done by a user who owns nothing here.
int exit_code_as_nobody(const std::function<int()>& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    if (::geteuid() == 0 && ::setuid(65534) != 0) ::_exit(99);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(SqliteCaptureStoreTest, RefusesAFileThatItMayNotWrite) {
  open();
  std::filesystem::permissions(file_, std::filesystem::perms(0444));
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0777));
  const auto opened = [&] {
    return failure_to_open(file_).find("can't be written") != std::string::npos ? 7 : 8;
  };
  EXPECT_EQ(exit_code_as_nobody(opened), 7);
}

TEST_F(SqliteCaptureStoreTest, RefusesAFolderThatItMayNotWrite) {
  std::filesystem::permissions(folder_.path(), std::filesystem::perms(0555));
  const auto opened = [&] {
    return failure_to_open(file_).find("Permission denied") != std::string::npos ? 7 : 8;
  };
  EXPECT_EQ(exit_code_as_nobody(opened), 7);
}

TEST_F(SqliteCaptureStoreTest, SaysThatTheDiskIsFullAndGoesOnWhenThereIsRoom) {
  const auto store = open();
  store->append(several(3));
  {
    const FileSizeLimit full(200'000);
    EXPECT_THAT(failure_to_append(*store, {form_capture("/", std::string(500'000, 'x'))}),
                HasSubstr(file_));
    EXPECT_EQ(store->counts().last, 3);
    EXPECT_EQ(store->counts().total, 3u);
    EXPECT_THAT(all_ids(*store), ElementsAre(1, 2, 3)) << "readers must not be hurt";
  }
  EXPECT_EQ(store->append(several(2)), 4) << "a failed append must leave no hole";
  EXPECT_THAT(all_ids(*store), ElementsAre(1, 2, 3, 4, 5));
}

/// Appends until there is no room.
void fill(CaptureStore& store) {
  try {
    for (;;) store.append({form_capture("/", std::string(50'000, 'x'))});
  } catch (const StoreFullError&) {
  }
}

TEST_F(SqliteCaptureStoreTest, ClearingMakesRoomOnAFullDisk) {
  for (const std::uint64_t limit : {300'000, 1'000'000, 5'000'000}) {
    const auto store = open();
    const FileSizeLimit full(limit);
    for (int round = 0; round < 3; ++round) {
      fill(*store);
      const auto before = store->counts();
      EXPECT_NE(store->problem(), "");
      EXPECT_EQ(store->clear(), before.total);
      EXPECT_EQ(store->problem(), "");
      EXPECT_EQ(store->counts().total, 0u);
      EXPECT_EQ(store->append({form_capture("/", std::string(50'000, 'x'))}), before.last + 1);
      EXPECT_THAT(all_ids(*store), ElementsAre(before.last + 1));
      EXPECT_EQ(store->counts().dropped, before.dropped);
    }
  }
}

TEST_F(SqliteCaptureStoreTest, AFileBegunAnewRemembersWhatWasDeleted) {
  StoreCounts before;
  {
    const auto store = open();
    const FileSizeLimit full(300'000);
    fill(*store);
    store->clear();
    before = store->counts();
  }
  const auto store = open();
  EXPECT_EQ(store->counts().last, before.last);
  EXPECT_EQ(store->counts().cleared, before.cleared);
  EXPECT_EQ(store->counts().dropped, before.dropped);
  EXPECT_EQ(store->append(several(1)), before.last + 1);
}

TEST_F(SqliteCaptureStoreTest, DeletingOneWorksWhereTheLogIsFull) {
  const auto store = open();
  const FileSizeLimit full(300'000);
  fill(*store);
  const auto total = store->counts().total;
  EXPECT_EQ(store->remove(1), 1u);
  EXPECT_EQ(store->counts().total, total - 1);
  EXPECT_FALSE(store->find(1));
}

TEST_F(SqliteCaptureStoreTest, OthersAppendWhileManyAreDeleted) {
  const auto store = open();
  for (int i = 0; i < 200; ++i) {
    store->append(several(50));
    store->append({form_capture("/", std::string(200'000, 'x'))});
  }
  std::atomic<bool> is_done = false;
  std::uint64_t deleted = 0;
  std::thread deleter([&] {
    deleted = store->clear();
    is_done = true;
  });
  std::vector<std::int64_t> appended;
  while (!is_done) appended.push_back(store->append(several(1)));
  deleter.join();
  const auto left = all_ids(*store);
  ASSERT_LE(left.size(), appended.size());
  EXPECT_TRUE(std::equal(left.rbegin(), left.rend(), appended.rbegin()))
      << "the newest, all of them";
  EXPECT_EQ(deleted + left.size(), 200u * 51u + appended.size());
  EXPECT_EQ(store->append(several(1)), 200 * 51 + static_cast<std::int64_t>(appended.size()) + 1);
  EXPECT_EQ(store->counts().dropped, 0u);
}

TEST_F(SqliteCaptureStoreTest, AnInterruptedDeletionIsWholeWhenOpenedAgain) {
  {
    const auto store = open();
    for (int i = 0; i < 20; ++i) store->append(several(50));
    store->interrupt();
    EXPECT_EQ(store->clear(), 1000u);
    EXPECT_THAT(all_ids(*store), IsEmpty());
    EXPECT_EQ(store->append(several(1)), 1001);
  }
  const auto store = open();
  EXPECT_THAT(all_ids(*store), ElementsAre(1001));
  EXPECT_EQ(store->counts().dropped, 0u);
}

TEST_F(SqliteCaptureStoreTest, ASearchCanBeInterrupted) {
  const auto store = open();
  for (int i = 0; i < 40; ++i) store->append({form_capture("/", std::string(1'000'000, 'x'))});
  std::atomic<bool> is_done = false;
  CaptureQuery query;
  query.filter = CaptureFilter(FormFields{{"text", "nowhere"}});
  std::thread searcher([&] {
    try {
      for (;;) store->list(query);
    } catch (const StoreError&) {
      is_done = true;
    }
  });
  while (!is_done) store->interrupt();
  searcher.join();
}

TEST_F(SqliteCaptureStoreTest, ReadersAreAskedAgainAfterTheFileWasBegunAnew) {
  const auto store = open();
  const FileSizeLimit full(300'000);
  fill(*store);
  EXPECT_FALSE(store->list({}).empty());
  store->clear();
  EXPECT_THAT(store->list({}), IsEmpty());
  store->append(several(2));
  EXPECT_EQ(store->list({}).size(), 2u);
}

TEST_F(SqliteCaptureStoreTest, DropsRightAfterAFailedAppend) {
  const auto store = open({.captures_max = 3});
  store->append(several(3));
  for (int i = 0; i < 3; ++i) {
    const FileSizeLimit full(200'000);
    auto batch = several(2);
    batch.push_back(form_capture("/", std::string(500'000, 'x')));
    EXPECT_NE(failure_to_append(*store, std::move(batch)), "");
  }
  store->append(several(1));
  EXPECT_THAT(all_ids(*store), ElementsAre(2, 3, 4));
  EXPECT_EQ(store->counts().dropped, 1u);
}

TEST_F(SqliteCaptureStoreTest, SaysThatItsFileIsGone) {
  const auto store = open();
  store->append(several(1));
  std::filesystem::rename(file_, file_ + ".moved");
  EXPECT_THAT(failure_to_append(*store, several(1)), HasSubstr("moved or deleted"));
  std::filesystem::rename(file_ + ".moved", file_);
  EXPECT_EQ(store->append(several(1)), 2);
}

TEST_F(SqliteCaptureStoreTest, SaysThatAnotherProgramHoldsIt) {
  const auto store = open();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(file_.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
  EXPECT_THAT(failure_to_append(*store, several(1)), HasSubstr("locked by another program"));
  sqlite3_close(other);
  EXPECT_EQ(store->append(several(1)), 1);
}

/// A child that appends batches until it is killed, and tells of each that append returned from.
class WritingChild {
 public:
  WritingChild(const std::string& file, StoreLimits limits) {
    std::array<int, 2> ends{};
    if (::pipe(ends.data()) != 0) throw std::runtime_error("no pipe");
    child_ = ::fork();
    if (child_ == 0) append_for_ever(file, limits, ends[1]);
    ::close(ends[1]);
    told_ = ends[0];
  }
  ~WritingChild() { ::close(told_); }
  WritingChild(const WritingChild&) = delete;
  WritingChild& operator=(const WritingChild&) = delete;

  /// The last id that it told of.
  std::int64_t kill_after(int batches) {
    std::int64_t last = 0;
    for (int i = 0; i < batches; ++i) read_id(last);
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    while (read_id(last)) {
    }
    return last;
  }

 private:
  [[noreturn]] static void append_for_ever(const std::string& file, StoreLimits limits, int tell) {
    try {
      const auto store = open_sqlite_store(file, limits);
      for (;;) {
        const auto last = store->append(several(5)) + 4;
        if (::write(tell, &last, sizeof last) != sizeof last) break;
      }
    } catch (const std::exception&) {
    }
    ::_exit(1);
  }
  bool read_id(std::int64_t& id) { return ::read(told_, &id, sizeof id) == sizeof id; }

  pid_t child_ = 0;
  int told_ = -1;
};

TEST_F(SqliteCaptureStoreTest, LosesNothingWhenItIsKilled) {
  std::int64_t expected = 0;
  for (int round = 1; round <= 10; ++round) {
    WritingChild child(file_, {});
    expected = child.kill_after(round * 7);
    const auto store = open();
    ASSERT_GE(store->counts().last, expected);
    const auto there = all_ids(*store);
    ASSERT_EQ(there.size(), static_cast<std::size_t>(store->counts().last)) << "no holes";
    EXPECT_EQ(there.back(), store->counts().last);
    EXPECT_EQ(store->counts().last % 5, 0) << "a batch is stored whole or not at all";
  }
}

TEST_F(SqliteCaptureStoreTest, ComesToTheSameStateWhenKilledWhileDropping) {
  const StoreLimits limits{.captures_max = 20};
  for (int round = 1; round <= 5; ++round) {
    const auto last = WritingChild(file_, limits).kill_after(100 * round);
    const auto store = open(limits);
    const auto counts = store->counts();
    ASSERT_GE(counts.last, last);
    EXPECT_EQ(counts.total, 20u);
    EXPECT_EQ(counts.dropped, static_cast<std::uint64_t>(counts.last) - 20);
    EXPECT_EQ(all_ids(*store).front(), counts.last - 19);
  }
}

TEST_F(SqliteCaptureStoreTest, KeepsHowABodyEnds) {
  Capture capture = capture_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
  capture.client_port = 65535;
  {
    const auto store = open();
    for (const auto framing :
         {Framing::kNone, Framing::kLength, Framing::kChunked, Framing::kFaulty}) {
      capture.framing = framing;
      const auto id = store->append({capture});
      EXPECT_EQ(store->find(id)->framing, framing);
      EXPECT_EQ(store->find(id)->client_port, 65535);
    }
  }
  // As a row of a version that did not keep it.
  run_sql(file_, "UPDATE capture SET client_port = client_port & 65535");
  const auto store = open();
  EXPECT_EQ(store->find(4)->framing, std::nullopt);
  EXPECT_EQ(framing_of(*store->find(4)), Framing::kChunked);
}

}  // namespace
}  // namespace hookline
