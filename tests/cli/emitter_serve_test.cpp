#include "tests/support/api_answer.h"
#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>
#include <unistd.h>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::StartsWith;

std::vector<std::string> serving(std::vector<std::string> flags) {
  flags.insert(flags.begin(), {"serve", "--listen", "127.0.0.1:0"});
  return flags;
}

class EmitterServe : public testing::Test {
 protected:
  /// What it says that can't start; with that exit code.
  static std::string refusal_of(const std::vector<std::string>& flags, int exit_code) {
    ChildProcess emitter("emitter", serving(flags));
    EXPECT_EQ(emitter.wait(), exit_code);
    EXPECT_EQ(emitter.out(), "");
    return emitter.err();
  }

  TempFolder folder_;
  const std::string file_ = folder_.file("account.db");
};

TEST_F(EmitterServe, SaysWhereItIsAndWhatItsKeyIs) {
  ChildProcess emitter("emitter", serving({"--store", "memory"}));
  const std::string url = emitter.read_line();
  EXPECT_THAT(url, MatchesRegex("serving on http://127\\.0\\.0\\.1:[0-9]+"));
  const std::string key = emitter.read_line();
  EXPECT_THAT(key, MatchesRegex("api key [0-9a-f]{32}"));
  const std::string health = "/hookline/health?api_key=" + key.substr(8);
  EXPECT_EQ(call_api(url.substr(11), "GET", health).status, 200);
}

TEST_F(EmitterServe, TakesTheKeyFromItsFlagOrTheEnvironment) {
  ChildProcess flagged("emitter", serving({"--store", "memory", "--api-key", "mine"}));
  flagged.read_line();
  EXPECT_EQ(flagged.read_line(), "api key mine");
  ::setenv("HOOKLINE_API_KEY", "theirs", 1);
  ChildProcess named("emitter", serving({"--store", "memory"}));
  ::unsetenv("HOOKLINE_API_KEY");
  named.read_line();
  EXPECT_EQ(named.read_line(), "api key theirs");
}

TEST_F(EmitterServe, EndsWithASignal) {
  for (const int signal : {SIGINT, SIGTERM}) {
    ChildProcess emitter("emitter", serving({"--store", file_}));
    const std::string url = emitter.read_line().substr(11);
    emitter.read_line();
    emitter.signal(signal);
    EXPECT_EQ(emitter.wait(), 0);
  }
}

TEST_F(EmitterServe, StandsBesideACatcherWhoseAddressesItAsksFor) {
  ChildProcess catcher("catcher", {"--store", "memory", "--listen", "127.0.0.1:0", "--page",
                                   "127.0.0.1:0", "--quiet"});
  const std::string catching = catcher.read_line().substr(12);
  const std::string page = catcher.read_line().substr(12);
  ChildProcess emitter("emitter",
                       serving({"--store", "memory", "--api-key", "k", "--catcher", page}));
  const std::string url = emitter.read_line().substr(11);
  const auto overview =
      nlohmann::json::parse(call_api(url, "GET", "/hookline/overview?api_key=k").body);
  EXPECT_EQ(overview["catcher"]["page"], page);
  EXPECT_EQ(overview["catcher"]["catching"], catching);
}

TEST_F(EmitterServe, WarnsOfACatcherThatDoesNotAnswer) {
  ChildProcess emitter("emitter",
                       serving({"--store", "memory", "--catcher", "http://127.0.0.1:1"}));
  EXPECT_THAT(emitter.read_line(), StartsWith("serving on "));
  emitter.signal(SIGTERM);
  EXPECT_EQ(emitter.wait(), 0);
  EXPECT_THAT(emitter.err(), HasSubstr("--catcher http://127.0.0.1:1"));
}

TEST_F(EmitterServe, RefusesFlagsThatMakeNoSense) {
  ChildProcess nowhere("emitter", {"serve", "--listen", "nowhere"});
  EXPECT_EQ(nowhere.wait(), 1);
  EXPECT_THAT(nowhere.err(), HasSubstr("--listen nowhere"));
  EXPECT_THAT(refusal_of({"--api-key", "with a blank"}, 1), HasSubstr("--api-key"));
  EXPECT_THAT(refusal_of({"--stor", "memory"}, 1), HasSubstr("--store"));
  EXPECT_THAT(refusal_of({"--timeout", "soon"}, 1), HasSubstr("--timeout"));
  EXPECT_THAT(refusal_of({"--catcher", "nowhere"}, 1), HasSubstr("--catcher"));
}

TEST_F(EmitterServe, SaysThatItsPortIsInUse) {
  ScriptedReceiver other(answering(plain_answer(200)));
  ChildProcess emitter("emitter", {"serve", "--store", "memory", "--listen",
                                   fmt::format("127.0.0.1:{}", other.port())});
  EXPECT_EQ(emitter.wait(), 3);
  EXPECT_THAT(emitter.err(), AllOf(StartsWith("emitter: "), HasSubstr("in use")));
}

TEST_F(EmitterServe, RefusesAStoreThatItCannotUse) {
  std::ofstream(file_) << std::string(4096, 'x');
  EXPECT_THAT(refusal_of({"--store", file_}, 3), HasSubstr(file_));
  EXPECT_THAT(refusal_of({"--store", folder_.file("no/folder/x.db")}, 3), HasSubstr("no/folder"));
  ChildProcess catcher("catcher", {"--listen", "127.0.0.1:0", "--page", "127.0.0.1:0", "--store",
                                   folder_.file("captures.db")});
  catcher.read_line();
  catcher.signal(SIGTERM);
  catcher.wait();
  EXPECT_THAT(refusal_of({"--store", folder_.file("captures.db")}, 3),
              HasSubstr("another program's database"));
}

TEST_F(EmitterServe, BeginsWithAFilesAccountOnce) {
  const std::string playground = source_path("emitter/serving/playground.json");
  const std::vector<std::string> flags = {"--store", file_,       "--api-key",
                                          "k",       "--account", playground};
  {
    ChildProcess emitter("emitter", serving(flags));
    const std::string url = emitter.read_line().substr(11);
    emitter.read_line();
    const std::string metrics = call_api(url, "GET", "/metrics?api_key=k").body;
    EXPECT_THAT(metrics, HasSubstr("hookline_contacts 3\n"));
    EXPECT_THAT(metrics, HasSubstr("hookline_webhooks 1\n"));
  }
  EXPECT_THAT(refusal_of(flags, 1), HasSubstr("has an account already"));
  ChildProcess again("emitter", serving({"--store", file_, "--api-key", "k"}));
  const std::string url = again.read_line().substr(11);
  EXPECT_THAT(call_api(url, "GET", "/metrics?api_key=k").body, HasSubstr("hookline_contacts 3\n"));
}

TEST_F(EmitterServe, TellsAllThatIsWrongWithAnAccountFile) {
  const std::string account = folder_.file("account.json");
  std::ofstream(account) << R"({"contacts": [{"id": 1}], "lists": [{"id": "x", "name": "a"}]})";
  const std::string said = refusal_of({"--store", "memory", "--account", account}, 2);
  EXPECT_THAT(said, AllOf(HasSubstr("/contacts/0"), HasSubstr("/lists/0/id")));
  EXPECT_THAT(refusal_of({"--store", "memory", "--account", folder_.file("none.json")}, 2),
              HasSubstr("none.json"));
}

TEST_F(EmitterServe, RefusesCallsWhileItsDiskIsFullAndThenGoesOn) {
  const std::string account = folder_.file("account.json");
  std::ofstream(account) << R"({"contacts": [{"id": 1, "email": "jane@example.com"}]})";
  ChildProcess emitter("emitter",
                       serving({"--store", file_, "--api-key", "k", "--account", account}));
  const std::string url = emitter.read_line().substr(11);
  emitter.read_line();
  const auto tag = [&](const std::string& name) {
    return call_api(url, "POST", "/hookline/actions?api_key=k",
                    R"({"action":"contact.tag","contact":1,"tag":")" + name + "\"}");
  };
  const auto limit_files = [&](rlim_t bytes) {
    const rlimit limit{bytes, RLIM_INFINITY};
    ASSERT_EQ(::prlimit(emitter.pid(), RLIMIT_FSIZE, &limit, nullptr), 0);
  };
  EXPECT_EQ(tag("before").status, 200);
  limit_files(1);
  const ApiAnswer refused = tag(std::string(100'000, 'x'));
  EXPECT_EQ(refused.status, 503);
  EXPECT_THAT(refused.body, HasSubstr("no room is left for the store"));
  EXPECT_EQ(call_api(url, "GET", "/hookline/health").status, 503);
  limit_files(RLIM_INFINITY);
  EXPECT_EQ(tag("after").status, 200);
  EXPECT_EQ(call_api(url, "GET", "/hookline/health").status, 200);
  // The same again causes nothing: the one is there, the other never was.
  EXPECT_THAT(tag("before").body, HasSubstr("\"events\":[]"));
  EXPECT_THAT(tag(std::string(100'000, 'x')).body, HasSubstr("\"id\":3"));
}

TEST_F(EmitterServe, HasItsStoreToItself) {
  ChildProcess first("emitter", serving({"--store", file_}));
  first.read_line();
  EXPECT_THAT(refusal_of({"--store", file_}, 3),
              HasSubstr(fmt::format("in use by process {}", first.pid())));
}

TEST_F(EmitterServe, RefusesAReadOnlyStore) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may write anything";
  ChildProcess first("emitter", serving({"--store", file_}));
  first.read_line();
  first.signal(SIGTERM);
  first.wait();
  std::filesystem::permissions(file_, std::filesystem::perms::owner_read);
  EXPECT_THAT(refusal_of({"--store", file_}, 3), HasSubstr("can't be written"));
}

}  // namespace
}  // namespace hookline::test
