#include "tests/support/child_process.h"
#include "tests/support/places.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

namespace hookline::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr const char* kScenario = R"({"name": "Jane opens",
  "account": {"contacts": [{"id": 42, "email": "jane@example.com"}],
              "webhooks": [{"name": "A", "url": "{catcher}/a", "events": "all"}]},
  "steps": [{"event": "open", "contact": 42}], "expect": [{"webhook": "A", "count": 1}]})";

std::string read(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// The reports of `emitter replay`, as files beside others.
class EmitterReports : public testing::Test {
 protected:
  std::string write(const std::string& name, const std::string& text) {
    std::ofstream(folder_.file(name), std::ios::binary) << text;
    return folder_.file(name);
  }
  int replay(const std::vector<std::string>& flags) {
    std::vector<std::string> call = {"replay", scenario_};
    call.insert(call.end(), flags.begin(), flags.end());
    ChildProcess emitter("emitter", call);
    const int code = emitter.wait();
    out_ = emitter.out();
    err_ = emitter.err();
    return code;
  }
  int in_a_shell(const std::string& flags) {
    const std::string call =
        fmt::format("exec '{}' replay '{}' {}", program_path("emitter"), scenario_, flags);
    ChildProcess shell("/bin/sh", {"-c", call});
    const int code = shell.wait();
    err_ = shell.err();
    return code;
  }
  /// What lies in the folder, besides the files named.
  std::vector<std::string> left_over(const std::vector<std::string>& known) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder_.path())) {
      const std::string name = entry.path().filename().string();
      if (std::find(known.begin(), known.end(), name) == known.end()) names.push_back(name);
    }
    return names;
  }

  TempFolder folder_;
  const std::string scenario_ = write("s.json", kScenario);
  std::string out_;
  std::string err_;
};

TEST_F(EmitterReports, NeverTakeThePlaceOfTheirScenario) {
  fs::create_symlink("s.json", folder_.file("link"));
  fs::create_hard_link(scenario_, folder_.file("twin"));
  const std::string roundabout = (folder_.path() / "." / "s.json").string();
  for (const std::string& name :
       {scenario_, folder_.file("link"), folder_.file("twin"), roundabout}) {
    for (const char* flag : {"--json", "--junit", "--html"}) {
      EXPECT_EQ(replay({flag, name}), 1) << flag << ' ' << name;
      EXPECT_EQ(err_, fmt::format("emitter: {} {}: is a scenario that is to be played; give the "
                                  "report a name of its own\n",
                                  flag, name));
    }
  }
  EXPECT_EQ(read(scenario_), kScenario);
}

TEST_F(EmitterReports, NeverTakeThePlaceOfAScenarioFoundInAFolder) {
  ChildProcess emitter("emitter", {"replay", folder_.path().string(), "--json", scenario_});
  EXPECT_EQ(emitter.wait(), 1);
  EXPECT_THAT(emitter.err(), HasSubstr("is a scenario that is to be played"));
  EXPECT_EQ(read(scenario_), kScenario);
}

TEST_F(EmitterReports, CanLieAmongTheScenariosOfAFolder) {
  const std::string report = folder_.file("r.json");
  for (int run = 0; run < 2; ++run) {
    ChildProcess emitter("emitter", {"replay", folder_.path().string(), "--json", report});
    EXPECT_EQ(emitter.wait(), 0) << emitter.err();
    EXPECT_EQ(nlohmann::json::parse(read(report)).at("passed"), 1);
  }
}

TEST_F(EmitterReports, NeverTakeThePlaceOfTheSigningKey) {
  const std::string key = write("key", "0123456789abcdef0123456789abcdef");
  EXPECT_EQ(replay({"--sign", "github", "--signing-key-file", key, "--html", key}), 1);
  EXPECT_THAT(err_, HasSubstr("is the file of the signing key"));
  EXPECT_EQ(read(key), "0123456789abcdef0123456789abcdef");
}

TEST_F(EmitterReports, AreRefusedInOneFile) {
  fs::create_symlink("r", folder_.file("link"));
  const std::vector<std::vector<std::string>> calls = {
      {"--json", folder_.file("r"), "--junit", folder_.file("r")},
      {"--json", folder_.file("r"), "--html", folder_.file("./r")},
      {"--junit", folder_.file("link"), "--html", folder_.file("r")}};
  for (const auto& call : calls) {
    EXPECT_EQ(replay(call), 1);
    EXPECT_THAT(err_, HasSubstr("is the file of --j"));
    EXPECT_THAT(err_, HasSubstr(" too; give the report a name of its own"));
    EXPECT_FALSE(fs::exists(folder_.file("r")));
  }
  EXPECT_EQ(replay({"--json", "/dev/null", "--junit", "/dev/null"}), 0) << err_;
}

TEST_F(EmitterReports, AreRefusedWhereStandardOutputGoes) {
  const std::string out = folder_.file("out");
  EXPECT_EQ(in_a_shell(fmt::format("--json '{}' > '{}'", out, out)), 1);
  EXPECT_THAT(err_, HasSubstr("is the file that standard output goes to"));
}

TEST_F(EmitterReports, StayAsTheyWereWhereARunCannotStart) {
  const std::string report = write("r.json", "the old one");
  EXPECT_EQ(replay({"--json", report, "--speed", "fast"}), 1);
  EXPECT_EQ(replay({"--json", report, "--catcher", "http://127.0.0.1:1"}), 3);
  EXPECT_EQ(replay({"--json", report, "--html", folder_.file("none/a.html")}), 3);
  EXPECT_EQ(replay({"--json", report, "--junit", folder_.path().string()}), 3);
  EXPECT_THAT(err_, HasSubstr("is a folder; give the name of a file in it"));
  EXPECT_EQ(read(report), "the old one");
  EXPECT_THAT(left_over({"s.json", "r.json"}), IsEmpty());
}

TEST_F(EmitterReports, TakeThePlaceOfTheOldOneWholeAndKeepItsRights) {
  const std::string report = write("r.json", std::string(1'000'000, 'x'));
  fs::permissions(report, fs::perms::owner_read | fs::perms::owner_write);
  std::ifstream earlier(report);
  EXPECT_EQ(replay({"--json", report}), 0) << err_;
  EXPECT_EQ(nlohmann::json::parse(read(report)).at("passed"), 1);
  EXPECT_EQ(fs::status(report).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  const std::string whole{std::istreambuf_iterator<char>(earlier), {}};
  EXPECT_EQ(whole.size(), 1'000'000U);  // who had it open reads on undisturbed
  EXPECT_THAT(left_over({"s.json", "r.json"}), IsEmpty());
}

TEST_F(EmitterReports, FollowALinkAndLeaveItThere) {
  fs::create_directory(folder_.path() / "deep");
  fs::create_symlink("deep/r.json", folder_.file("latest"));  // to what isn't there yet
  for (int run = 0; run < 2; ++run) {
    EXPECT_EQ(replay({"--json", folder_.file("latest")}), 0) << err_;
    EXPECT_TRUE(fs::is_symlink(folder_.file("latest")));
    EXPECT_EQ(nlohmann::json::parse(read(folder_.file("deep/r.json"))).at("passed"), 1);
  }
  fs::create_symlink("round", folder_.file("round"));
  EXPECT_EQ(replay({"--json", folder_.file("round")}), 3);
  EXPECT_THAT(err_, HasSubstr("leads in a circle"));
}

TEST_F(EmitterReports, GoToPipesAndStandardOutput) {
  EXPECT_EQ(replay({"--json", "/dev/stdout"}), 0) << err_;
  EXPECT_THAT(out_, StartsWith("ok "));
  EXPECT_EQ(nlohmann::json::parse(out_.substr(out_.find('{'))).at("passed"), 1);
  const std::string out = folder_.file("out");
  EXPECT_EQ(in_a_shell(fmt::format("--json /dev/stdout > '{}'", out)), 0) << err_;
  EXPECT_THAT(read(out), StartsWith("ok "));
  EXPECT_THAT(read(out), HasSubstr("\"passed\": 1"));
}

TEST_F(EmitterReports, ReplaceAFileInMemoryAsAnyOther) {
  const std::string report = fmt::format("/dev/shm/hookline-report-{}.json", ::getpid());
  for (int run = 0; run < 2; ++run) {
    EXPECT_EQ(replay({"--json", report}), 0) << err_;
    EXPECT_EQ(nlohmann::json::parse(read(report)).at("passed"), 1);
  }
  fs::remove(report);
}

TEST_F(EmitterReports, AreRefusedAtNamesThatNoFileCanHave) {
  EXPECT_EQ(replay({"--json", folder_.file(std::string(300, 'n'))}), 3);
  EXPECT_THAT(err_, HasSubstr("can't be written: File name too long"));
  EXPECT_EQ(replay({"--json", folder_.file("s.json/r.json")}), 3);
  EXPECT_THAT(err_, HasSubstr("can't be written: Not a directory"));
  EXPECT_EQ(replay({"--json", ""}), 1);
  EXPECT_THAT(err_, HasSubstr("--json: the name of the report's file is empty; give one"));
  EXPECT_EQ(replay({"--json", folder_.file("new/")}), 3);
  EXPECT_THAT(err_, HasSubstr("is a folder"));
}

TEST_F(EmitterReports, OfALoadNeverTakeThePlaceOfWhatItReadsOrKeeps) {
  const std::string earlier = write("earlier.json", "{}");
  const auto refused = [&](const std::vector<std::string>& flags) {
    std::vector<std::string> call = {"load", "--to", "http://127.0.0.1:1/", "--count", "1"};
    call.insert(call.end(), flags.begin(), flags.end());
    ChildProcess emitter("emitter", call);
    EXPECT_EQ(emitter.wait(), 1);
    return emitter.err();
  };
  const std::string pace = write("pace.log", "2024-01-01T00:00:00Z\n2024-01-01T00:00:01Z\n");
  EXPECT_THAT(refused({"--pace", "recorded:" + pace, "--html", pace}),
              HasSubstr("is the recording of --pace"));
  const std::string journal = folder_.file("j");
  EXPECT_THAT(refused({"--journal", journal, "--json", journal}), HasSubstr("of the journal"));
  EXPECT_THAT(refused({"--journal", journal, "--json", journal + "-wal"}),
              HasSubstr("of the journal"));
  EXPECT_THAT(refused({"--json", earlier, "--html", earlier}), HasSubstr("of --json too"));
}

}  // namespace
}  // namespace hookline::test
