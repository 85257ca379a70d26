#include "catcher/base/process/failure.h"
#include "emitter/platform/payloads/payload.h"
#include "emitter/scenario/format/files/scenario_files.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "tests/support/event_case_name.h"
#include "tests/support/places.h"
#include "tests/support/refusal.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

const std::string kFolder = source_path("scenarios");
const std::string kInvalidFolder = kFolder + "/invalid";

/// Why those that can't hold a comment are refused.
const std::map<std::string, std::string> kRefusalsWithoutComment = {
    {"binary.json", "is no text: byte 7 is NUL"},
    {"blank.json", "is empty"},
    {"empty.json", "is empty"},
    {"not_json.json", ":1:1: not valid JSON"},
    {"utf_16.json", "is UTF-16"},
};

std::vector<std::string> files_in(const std::string& folder) {
  return scenario_files(folder).files;
}

std::string text_of(const std::string& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::string first_line_of(const std::string& file) {
  const std::string text = text_of(file);
  return text.substr(0, text.find('\n'));
}

std::string refusal_of(const std::string& file) {
  return test::refusal(ExitCode::kInvalidInput, [&] { load_scenario(file); });
}

/// What the scenario's first line, or else the table, says of its refusal.
std::string expected_refusal(const std::string& file) {
  constexpr std::string_view kMark = "// refused: ";
  const auto known = kRefusalsWithoutComment.find(fs::path(file).filename().string());
  if (known != kRefusalsWithoutComment.end()) return known->second;
  const std::string line = first_line_of(file);
  EXPECT_THAT(line, StartsWith(std::string(kMark))) << file;
  return line.substr(std::min(kMark.size(), line.size()));
}

const FieldExpectation* find(const Expectation& expectation, std::string_view field) {
  const auto at = std::ranges::find(expectation.fields, field, &FieldExpectation::name);
  return at == expectation.fields.end() ? nullptr : &*at;
}

bool expects(const Expectation& expectation, std::string_view field) {
  const FieldExpectation* found = find(expectation, field);
  return found && !found->matcher.meets(std::nullopt);
}

bool expects_absence(const Expectation& expectation, std::string_view field) {
  const FieldExpectation* found = find(expectation, field);
  return found && found->matcher.meets(std::nullopt);
}

/// "contact[fields][ID]" stands for any number of fields.
bool is_pattern(std::string_view name) {
  return name.find("[ID]") != std::string_view::npos || name.find("[N]") != std::string_view::npos;
}

/// "always; …", or "with contact[id]; …" where that one is expected.
bool is_always_there(const PayloadField& field, const Expectation& expectation) {
  constexpr std::string_view kWith = "with ";
  if (field.when.starts_with("always")) return true;
  if (!field.when.starts_with(kWith)) return false;
  const auto other = field.when.substr(kWith.size());
  return expects(expectation, other.substr(0, other.find(';')));
}

class ShippedScenario : public testing::TestWithParam<EventType> {
 protected:
  std::string file() const {
    return fmt::format("{}/events/{}.json", kFolder, name_of(GetParam()));
  }
};

TEST_P(ShippedScenario, IsThereForTheEvent) {
  const Scenario scenario = load_scenario(file());
  ASSERT_EQ(scenario.steps.size(), 1u);
  EXPECT_EQ(scenario.steps.front().operation()->event, GetParam());
  EXPECT_THAT(scenario.name, StartsWith(fmt::format("{}: ", name_of(GetParam()))));
}

TEST_P(ShippedScenario, ExpectsEveryFieldThatIsAlwaysThere) {
  const Expectation expectation = load_scenario(file()).expectations.at(0);
  for (const PayloadField& field : fields_of(GetParam())) {
    if (!is_pattern(field.name) && is_always_there(field, expectation)) {
      EXPECT_TRUE(expects(expectation, field.name)) << field.name << " in " << file();
    }
  }
}

TEST_P(ShippedScenario, ExpectsNothingOfTheSampleData) {
  const Expectation expectation = load_scenario(file()).expectations.at(0);
  EXPECT_TRUE(expects_absence(expectation, "url"));
}

INSTANTIATE_TEST_SUITE_P(AllEvents, ShippedScenario, testing::ValuesIn(all_event_types()),
                         test::camel_case);

TEST(ShippedScenarios, AreAllValid) {
  for (const std::string& file : files_in(kFolder)) {
    EXPECT_NO_THROW(load_scenario(file)) << refusal_of(file);
  }
}

TEST(ShippedScenarios, SayFirstWhyTheyMatterToAReceiver) {
  for (const std::string& file : files_in(kFolder)) {
    EXPECT_THAT(first_line_of(file), StartsWith("// ")) << file;
  }
}

TEST(ShippedScenarios, NameTheSchemaWhereItIs) {
  for (const std::string& file : files_in(kFolder)) {
    EXPECT_THAT(text_of(file), HasSubstr(R"("$schema": "../scenario.schema.json",)")) << file;
  }
  EXPECT_TRUE(fs::exists(kFolder + "/scenario.schema.json"));
}

TEST(ShippedScenarios, HaveNamesOfTheirOwn) {
  std::set<std::string> names;
  for (const std::string& file : files_in(kFolder)) {
    const std::string name = load_scenario(file).name;
    EXPECT_TRUE(names.insert(name).second) << file << ": " << name;
  }
}

TEST(ShippedScenarios, ExpectSomethingOfEveryWebhook) {
  for (const std::string& file : files_in(kFolder)) {
    const Scenario scenario = load_scenario(file);
    for (const WebhookSetup& webhook : scenario.webhooks) {
      EXPECT_NE(std::ranges::find(scenario.expectations, webhook.name, &Expectation::webhook),
                scenario.expectations.end())
          << file << ": " << webhook.name;
    }
  }
}

TEST(ShippedScenarios, TryEverySource) {
  std::set<Source> sources;
  for (const std::string& file : files_in(kFolder + "/events")) {
    for (const Step& step : load_scenario(file).steps)
      if (step.operation()) sources.insert(step.operation()->source);
  }
  EXPECT_EQ(sources.size(), kSources.size());
}

TEST(ShippedScenarios, AreSmallFiles) {
  for (const std::string& file : files_in(kFolder)) EXPECT_LT(fs::file_size(file), 8192u) << file;
}

TEST(ScenariosReadMe, HasAnExampleThatIsValid) {
  const std::string text = text_of(kFolder + "/README.md");
  constexpr std::string_view kFence = "```jsonc\n";
  const auto begin = text.find(kFence);
  ASSERT_NE(begin, std::string::npos);
  const auto example = text.substr(begin + kFence.size());
  EXPECT_EQ(load_scenario_text(example.substr(0, example.find("```")), "README.md").name,
            "An unsubscribe reaches Zapier");
}

TEST(ScenariosReadMe, NamesEveryFolder) {
  const std::string text = text_of(kFolder + "/README.md");
  for (const auto& entry : fs::directory_iterator(kFolder)) {
    if (!entry.is_directory()) continue;
    const std::string name = entry.path().filename().string();
    EXPECT_THAT(text, HasSubstr(fmt::format("| [{0}]({0}) |", name)));
  }
}

TEST(ShippedScenarios, ExpectNothingDoubtful) {
  for (const std::string& file : files_in(kFolder)) {
    EXPECT_THAT(load_scenario(file).warnings, IsEmpty()) << file;
  }
}

TEST(InvalidScenarios, AreRefusedAsTheirFirstLineSays) {
  const auto files = files_in(kInvalidFolder);
  EXPECT_GE(files.size(), 70u);
  for (const std::string& file : files) {
    EXPECT_THAT(refusal_of(file), StartsWith(file + ":"));
    EXPECT_THAT(refusal_of(file).substr(file.size()), HasSubstr(expected_refusal(file))) << file;
  }
}

TEST(InvalidScenarios, AreRefusedForReasonsOfTheirOwn) {
  std::map<std::string, std::string> files;
  for (const std::string& file : files_in(kInvalidFolder)) {
    const auto [at, is_new] = files.emplace(refusal_of(file).substr(file.size()), file);
    const bool nothing_there = file.ends_with("/empty.json") || file.ends_with("/blank.json");
    EXPECT_TRUE(is_new || nothing_there) << file << " and " << at->second << ": " << at->first;
  }
}

TEST(ScenarioFiles, LeaveOutTheInvalidFolderUnlessItIsNamed) {
  const ScenarioFiles found = scenario_files(kFolder);
  EXPECT_EQ(found.skipped, std::vector<std::string>{kInvalidFolder});
  for (const std::string& file : found.files)
    EXPECT_THAT(file, testing::Not(HasSubstr("/invalid/")));

  EXPECT_THAT(scenario_files(kInvalidFolder).skipped, IsEmpty());
  EXPECT_GE(scenario_files(kInvalidFolder).files.size(), 70u);

  const std::string file = kInvalidFolder + "/empty.json";
  EXPECT_EQ(scenario_files(file).files, std::vector<std::string>{file});
}

}  // namespace
}  // namespace hookline
