#include "tests/support/catcher_process.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

namespace fs = std::filesystem;

class StoreFile : public testing::Test {
 protected:
  /// What a catcher says that can't start on that file.
  static std::string refusal_of(const std::string& file) {
    ChildProcess catcher("catcher",
                         {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store", file});
    EXPECT_EQ(catcher.wait(), 3);
    EXPECT_EQ(catcher.out(), "");
    return catcher.err();
  }

  TempFolder folder_;
  const std::string file_ = folder_.file("captures.db");
};

TEST_F(StoreFile, IsOfOneCatcherWhateverNameTheOthersKnow) {
  CatcherProcess first({"--store", file_, "--quiet"});
  fs::create_symlink(file_, folder_.file("link.db"));
  fs::create_hard_link(file_, folder_.file("hard.db"));
  for (const char* name : {"captures.db", "link.db", "hard.db"}) {
    EXPECT_THAT(refusal_of(folder_.file(name)),
                HasSubstr(fmt::format("in use by process {}", first.process().pid())));
  }
  EXPECT_EQ(first.post("/", "a=b"), 200);
  EXPECT_EQ(first.end(), 0);
}

TEST_F(StoreFile, IsNotBegunAnewBesideACatcherWhoseFileWasTakenAway) {
  CatcherProcess first({"--store", file_, "--quiet"});
  EXPECT_EQ(first.post("/", "a=b"), 200);
  fs::remove(file_);
  EXPECT_THAT(refusal_of(file_),
              HasSubstr(fmt::format("process {} still uses it", first.process().pid())));
  EXPECT_EQ(first.post("/", "a=b"), 503);
}

/// How large its files may grow.
void limit_files(pid_t pid, rlim_t bytes) {
  rlimit limit{bytes, RLIM_INFINITY};
  ASSERT_EQ(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
}

TEST_F(StoreFile, AtTheLargestSizeThatFilesMayHaveTheCatcherLivesOn) {
  CatcherProcess catcher({"--store", file_, "--quiet"});
  EXPECT_EQ(catcher.post("/", "a=b"), 200);
  limit_files(catcher.process().pid(), 300'000);
  EXPECT_EQ(catcher.post("/", std::string(1'000'000, 'x')), 503);
  EXPECT_EQ(catcher.post("/", std::string(1'000'000, 'x')), 503);
  EXPECT_EQ(catcher.call("GET", "/api/captures/1").status, 200) << "what is there can be read";
  limit_files(catcher.process().pid(), RLIM_INFINITY);
  EXPECT_EQ(catcher.post("/", std::string(1'000'000, 'x')), 200);
  EXPECT_EQ(catcher.end(), 0);
  EXPECT_THAT(catcher.process().err(),
              AllOf(HasSubstr("catcher: error: no room is left for the store " + file_),
                    HasSubstr("ulimit -f"), HasSubstr("answered with 503"),
                    HasSubstr("catcher: warning: the store takes captures again")));
}

TEST_F(StoreFile, OnAFullDiskHealthSaysSoAndDeletingMakesRoom) {
  CatcherProcess catcher({"--store", file_, "--quiet"}, "ulimit -f 2000");
  EXPECT_EQ(catcher.call("GET", "/api/health").status, 200);
  const std::string body(100'000, 'x');
  int caught = 0;
  while (catcher.post("/", body) == 200) ++caught;
  const auto failing = catcher.call("GET", "/api/health");
  EXPECT_EQ(failing.status, 503);
  EXPECT_THAT(failing.body, AllOf(HasSubstr("\"status\":\"failing\""),
                                  HasSubstr("\"error\":\"no room is left for the store"),
                                  HasSubstr("\"catching\":\"http://")));
  const auto deleted = catcher.call("DELETE", "/api/captures");
  EXPECT_EQ(deleted.status, 200) << deleted.body;
  EXPECT_EQ(deleted.body, fmt::format("{{\"deleted\":{}}}\n", caught));
  EXPECT_THAT(catcher.call("GET", "/api/health").body, HasSubstr("\"status\":\"ok\""));
  EXPECT_EQ(catcher.post("/", body), 200);
  EXPECT_EQ(catcher.end(), 0);
}

TEST(JournalFile, AtTheLargestSizeThatFilesMayHaveTheRunEndsWithASentence) {
  const TempFolder folder;
  CatcherProcess receiver({"--store", "memory", "--quiet"});
  ChildProcess emitter(
      "/bin/sh", {"-c", "ulimit -f 100; exec \"$@\"", "sh", program_path("emitter"), "load", "--to",
                  receiver.catching(), "--count", "20000", "--journal", folder.file("journal")});
  EXPECT_EQ(emitter.wait(), 3) << emitter.out() << emitter.err();
  EXPECT_THAT(emitter.err(), HasSubstr("no room is left for the journal"));
}

}  // namespace
}  // namespace hookline::test
