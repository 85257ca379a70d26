#include "tests/support/catcher_process.h"
#include "tests/support/temp_folder.h"

#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

void limit_files(pid_t pid, rlim_t bytes) {
  rlimit limit{bytes, RLIM_INFINITY};
  ASSERT_EQ(::prlimit(pid, RLIMIT_FSIZE, &limit, nullptr), 0);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

struct Said {
  std::string out;  ///< behind the two lines of the start
  std::string err;
};

/// What a catcher says in a life with something of each level: it can be reached from elsewhere
/// (warning), its store fails (error) and takes captures again (warning), the page is asked
/// (debug).
Said said_at(const std::string& level) {
  const TempFolder folder;
  std::vector<std::string> flags = {"--store", folder.file("c.db"), "--format",
                                    "json",    "--listen",          "0.0.0.0:0"};
  if (!level.empty()) flags.insert(flags.end(), {"--log-level", level});
  CatcherProcess catcher(flags);
  EXPECT_EQ(catcher.post("/first", "a=b"), 200);
  limit_files(catcher.process().pid(), 200'000);
  EXPECT_EQ(catcher.post("/lost", std::string(500'000, 'x')), 503);
  limit_files(catcher.process().pid(), RLIM_INFINITY);
  EXPECT_EQ(catcher.post("/last", "a=b"), 200);
  EXPECT_EQ(catcher.call("GET", "/api/captures").status, 200);
  EXPECT_EQ(catcher.end(), 0);
  const std::string& out = catcher.process().out();
  const auto second = out.find('\n', out.find('\n') + 1);
  return {out.substr(second + 1), catcher.process().err()};
}

TEST(Diagnostics, StandardOutputHasCaptureLinesAlone) {
  for (const char* level : {"", "debug"}) {
    const auto lines = lines_of(said_at(level).out);
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(nlohmann::json::parse(lines[0]).at("path"), "/first");
    EXPECT_EQ(nlohmann::json::parse(lines[1]).at("path"), "/last");
  }
}

TEST(Diagnostics, EachLevelSaysItsOwnAndWhatIsWorse) {
  const auto error = HasSubstr("catcher: error: no room is left for the store");
  const auto warnings =
      AllOf(HasSubstr("catcher: warning: --listen 0.0.0.0:0 can be reached from other machines"),
            HasSubstr("catcher: warning: the store takes captures again"));
  const auto info = HasSubstr("catcher: info: the store ");
  const auto debug = HasSubstr("catcher: debug: GET /api/captures: 200");
  const std::string none = said_at("").err;
  EXPECT_THAT(none, AllOf(error, warnings, Not(info), Not(debug)));
  EXPECT_THAT(lines_of(none), Each(StartsWith("catcher: ")));
  EXPECT_THAT(said_at("error").err, AllOf(error, Not(HasSubstr("warning")), Not(info)));
  EXPECT_THAT(said_at("warn").err, AllOf(error, warnings, Not(info), Not(debug)));
  EXPECT_THAT(said_at("info").err, AllOf(error, warnings, info, Not(debug)));
  EXPECT_THAT(said_at("debug").err, AllOf(error, warnings, info, debug));
}

TEST(Diagnostics, AWrongStartIsSaidOnStandardErrorAtEveryLevel) {
  for (const char* level : {"error", "debug"}) {
    ChildProcess catcher("catcher", {"--log-level", level, "--store", "/nowhere/c.db"});
    EXPECT_EQ(catcher.wait(), 3);
    EXPECT_EQ(catcher.out(), "");
    EXPECT_THAT(catcher.err(), StartsWith("catcher: the store /nowhere/c.db can't be written"));
  }
}

TEST(Diagnostics, NotesOfTheStartAreNoOutputEither) {
  for (const bool only_errors : {false, true}) {
    std::vector<std::string> flags = {"--store",     "memory",
                                      "--forward",   "http://127.0.0.1:9",
                                      "--log-level", only_errors ? "error" : "warn"};
    CatcherProcess catcher(flags);
    EXPECT_EQ(catcher.end(), 0);
    EXPECT_EQ(lines_of(catcher.process().out()).size(), 2U);
    EXPECT_EQ(catcher.process().err().empty(), only_errors);
  }
}

}  // namespace
}  // namespace hookline::test
