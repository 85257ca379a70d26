#include "emitter/commands/offline/schema.h"

#include "tests/support/places.h"
#include "tests/support/refusal.h"

#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

std::string printed(const std::vector<std::string>& arguments) {
  std::ostringstream out;
  EXPECT_EQ(run_schema(arguments, out), ExitCode::kOk);
  return out.str();
}

TEST(SchemaCommand, PrintsEachSchemaAsItIsShipped) {
  const std::vector<std::pair<std::string, std::string>> files = {
      {"scenario", "scenarios/scenario.schema.json"},
      {"replay", "emitter/schemas/replay_report.schema.json"},
      {"load", "emitter/schemas/load_report.schema.json"},
      {"probe", "emitter/schemas/probe_report.schema.json"}};
  for (const auto& [name, file] : files) {
    std::ifstream stream(source_path(file), std::ios::binary);
    const std::string shipped{std::istreambuf_iterator<char>(stream), {}};
    EXPECT_NE(shipped, "");
    EXPECT_EQ(printed({name}), shipped) << name;
  }
}

TEST(SchemaCommand, ListsThemWithoutAName) {
  for (const char* name : {"scenario ", "replay ", "load ", "probe "}) {
    EXPECT_THAT(printed({}), HasSubstr(name));
  }
}

TEST(SchemaCommand, NamesTheOneThatWasProbablyMeant) {
  const std::string refusal = test::refusal(ExitCode::kUsage, [&] { printed({"scenarios"}); });
  EXPECT_THAT(refusal, HasSubstr("did you mean \"scenario\"?"));
}

}  // namespace
}  // namespace hookline
