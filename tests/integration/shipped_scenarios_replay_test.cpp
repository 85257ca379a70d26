#include "catcher/base/process/failure.h"
#include "emitter/commands/offline/check.h"
#include "emitter/scenario/format/files/scenario_files.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "emitter/scenario/play/captures/capture_source.h"
#include "emitter/scenario/play/replay.h"
#include "emitter/scenario/play/results/replay_result.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"

#include <filesystem>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

const std::string kFolder = source_path("scenarios");

ReplayResult replay_of(const std::string& folder, const Endpoint& endpoint = {}) {
  std::vector<Scenario> scenarios;
  for (const std::string& file : scenario_files(folder).files) {
    scenarios.push_back(load_scenario(file));
  }
  const auto catcher = start_local_captures(endpoint);
  ReplayOptions options;
  options.has_endpoint = !endpoint.url.empty();
  return replay(scenarios, *catcher, options);
}

void expect_all_met(const ReplayResult& report) {
  EXPECT_FALSE(report.scenarios.empty());
  for (const ScenarioResult& scenario : report.scenarios) {
    for (const Mismatch& failure : scenario.failures) {
      ADD_FAILURE() << scenario.file << ": " << failure.pointer << ": " << failure.field
                    << " was expected to be " << failure.expected << ", but is " << failure.actual
                    << ' ' << failure.hint;
    }
  }
}

class ShippedScenarios : public testing::TestWithParam<std::string> {};

TEST_P(ShippedScenarios, AreMetWhenTheyAreReplayed) {
  expect_all_met(replay_of(kFolder + "/" + GetParam()));
}

INSTANTIATE_TEST_SUITE_P(Folders, ShippedScenarios,
                         testing::Values("actions", "automation", "complaints", "events", "faults",
                                         "filters", "formats", "requests", "retries", "size",
                                         "vendor"),
                         [](const auto& folder) { return folder.param; });

class ShippedScenariosAtAnEndpoint : public testing::TestWithParam<std::tuple<std::string, int>> {};

TEST_P(ShippedScenariosAtAnEndpoint, AreMetWhateverItsKindOfYes) {
  const auto& [folder, status] = GetParam();
  ScriptedReceiver receiver(answering(plain_answer(status)));
  expect_all_met(replay_of(kFolder + "/" + folder, {receiver.url(), {}, 20'000}));
}

INSTANTIATE_TEST_SUITE_P(Folders, ShippedScenariosAtAnEndpoint,
                         testing::Combine(testing::Values("actions", "automation", "complaints",
                                                          "faults", "filters", "requests",
                                                          "retries", "size"),
                                          testing::Values(201, 202, 204)),
                         [](const auto& tested) {
                           return std::get<0>(tested.param) +
                                  std::to_string(std::get<1>(tested.param));
                         });

TEST(ShippedScenarioFolders, AreAllReplayed) {
  std::size_t folders = 0;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder)) {
    if (entry.is_directory()) ++folders;
  }
  EXPECT_EQ(folders, 12u) << "add it to the folders above";
}

TEST(CheckCommand, FindsAllShippedScenariosValid) {
  const std::vector<std::string> arguments = {kFolder};
  std::ostringstream out;
  EXPECT_EQ(run_check(arguments, out), ExitCode::kOk);
  EXPECT_THAT(out.str(), testing::HasSubstr("scenarios are valid\n"));
}

TEST(CheckCommand, RefusesTheInvalidOnesOnceTheyAreNamed) {
  const std::vector<std::string> arguments = {kFolder + "/invalid"};
  std::ostringstream out;
  EXPECT_EQ(run_check(arguments, out), ExitCode::kInvalidInput);
  EXPECT_EQ(out.str(), "");
}

}  // namespace
}  // namespace hookline
