#include "catcher/base/units/timestamp.h"
#include "tests/support/catcher_process.h"
#include "tests/support/child_process.h"
#include "tests/support/temp_folder.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

using Words = std::vector<std::string>;

class EmitterParts : public testing::Test {
 protected:
  std::string file(int part) const { return folder_.file(std::to_string(part) + ".json"); }
  /// A part of 900 events in three, each part as a machine of its own does it.
  std::unique_ptr<ChildProcess> part(int number, const Words& flags = {}) {
    Words words = {"load",
                   "--to",
                   catcher_.catching() + "/a",
                   "--count",
                   "900",
                   "--rate",
                   "1500",
                   "--part",
                   std::to_string(number) + "/3",
                   "--catcher",
                   catcher_.watching(),
                   "--json",
                   file(number)};
    words.insert(words.end(), flags.begin(), flags.end());
    return std::make_unique<ChildProcess>("emitter", words);
  }
  nlohmann::json json_of(const std::string& name) const {
    std::ifstream stream(name);
    return nlohmann::json::parse(stream);
  }

  CatcherProcess catcher_{{"--store", "memory", "--quiet"}};
  TempFolder folder_;
};

TEST_F(EmitterParts, BeginTogetherAndMergeIntoOneReport) {
  const std::string start = timestamp_text(wall_clock_us() + 1'500'000);
  std::vector<std::unique_ptr<ChildProcess>> machines;
  for (int i = 1; i <= 3; ++i) machines.push_back(part(i, {"--start-at", start, "--threads", "2"}));
  for (const auto& machine : machines) EXPECT_EQ(machine->wait(), 0) << machine->err();
  EXPECT_GE(json_of(file(1)).at("started_at").get<std::string>(), "2020");
  ChildProcess merge("emitter", {"merge", file(2), file(1), file(3), "--json", file(0)});
  ASSERT_EQ(merge.wait(), 0) << merge.out() << merge.err();
  const auto all = json_of(file(0));
  EXPECT_EQ(all.at("accepted"), 900);
  EXPECT_EQ(all.at("delivered"), 900);
  EXPECT_EQ(all.at("samples"), 900) << "histograms are merged";
  EXPECT_EQ(all.at("catcher").at("arrived"), 900);
  EXPECT_EQ(all.at("workers").size(), 3U);
  EXPECT_EQ(all.at("plan").at("threads"), 6);
  for (const auto& worker : all.at("workers")) EXPECT_EQ(worker.at("delivered"), 300);
  const auto slowest = [](const nlohmann::json& report) {
    return report.at("latency_us").at("max").get<double>();
  };
  EXPECT_EQ(slowest(all), std::max({slowest(json_of(file(1))), slowest(json_of(file(2))),
                                    slowest(json_of(file(3)))}));
}

TEST_F(EmitterParts, AreRefusedWhereTheyAreNotThePartsOfOneRun) {
  EXPECT_EQ(part(1)->wait(), 0);
  EXPECT_EQ(part(2, {"--webhooks", "2"})->wait(), 0);
  const auto refusal = [](const Words& words) {
    ChildProcess merge("emitter", words);
    EXPECT_EQ(merge.wait(), 2) << merge.out();
    return merge.err();
  };
  EXPECT_THAT(refusal({"merge", file(1)}), HasSubstr("3 parts"));
  EXPECT_THAT(refusal({"merge", file(1), file(1), file(1)}), HasSubstr("part 2 of 3 is missing"));
  EXPECT_THAT(refusal({"merge", file(1), file(2), file(2)}), HasSubstr("--webhooks"));
  std::ofstream(file(9)) << "{}";
  EXPECT_THAT(refusal({"merge", file(9)}), AllOf(HasSubstr(file(9)), HasSubstr("--part")));
}

TEST_F(EmitterParts, RefusesWhatIsNoPartOrNoTime) {
  for (const char* value : {"0/3", "4/3", "1", "1/", "a/b", "1/3x"}) {
    ChildProcess load("emitter", {"load", "--to", "http://127.0.0.1:1/", "--part", value});
    EXPECT_EQ(load.wait(), 1) << value;
    EXPECT_THAT(load.err(), HasSubstr("1/4")) << value;
  }
  for (const char* value : {"tomorrow", "2001-01-01T00:00:00Z"}) {
    ChildProcess load("emitter", {"load", "--to", "http://127.0.0.1:1/", "--start-at", value});
    EXPECT_EQ(load.wait(), 1) << value;
    EXPECT_THAT(load.err(), HasSubstr("--start-at")) << value;
  }
}

}  // namespace
}  // namespace hookline::test
