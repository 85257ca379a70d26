#include "emitter/scenario/format/files/scenario_files.h"

#include "catcher/base/process/failure.h"
#include "emitter/report/json_report.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

namespace hookline {
namespace {

namespace fs = std::filesystem;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ScenarioFilesBelow : public testing::Test {
 protected:
  void touch(const std::string& name) {
    const std::string file = folder_.file(name);
    fs::create_directories(fs::path(file).parent_path());
    std::ofstream(file) << "{}";
  }
  void link(const std::string& target, const std::string& name) {
    fs::create_symlink(target, folder_.file(name));
  }
  ScenarioFiles found() { return scenario_files(folder_.path().string(), is_json_report); }

  TempFolder folder_;
};

TEST_F(ScenarioFilesBelow, AreThoseBelowAFolderSorted) {
  for (const char* name : {"b/z.json", "b/a.json", "a.json", "c.txt", "scenario.schema.json"}) {
    touch(name);
  }
  EXPECT_THAT(found().files, ElementsAre(folder_.file("a.json"), folder_.file("b/a.json"),
                                         folder_.file("b/z.json")));
}

TEST_F(ScenarioFilesBelow, LieInFoldersCalledInvalidOnlyWhereTheseAreNamed) {
  touch("a.json");
  touch("invalid/b.json");
  EXPECT_THAT(found().files, ElementsAre(folder_.file("a.json")));
  EXPECT_THAT(found().skipped, ElementsAre(folder_.file("invalid")));
  EXPECT_THAT(scenario_files(folder_.file("invalid")).files,
              ElementsAre(folder_.file("invalid/b.json")));
}

TEST_F(ScenarioFilesBelow, AreNeitherHiddenNorSomebodyElses) {
  for (const char* name :
       {"a.json", ".hidden.json", ".git/b.json", "node_modules/x/package.json",
        "sub/node_modules/y.json", "other.schema.json", "c.json~", "d.json.swp"}) {
    touch(name);
  }
  EXPECT_THAT(found().files, ElementsAre(folder_.file("a.json")));
}

TEST_F(ScenarioFilesBelow, AreFilesThatAreThere) {
  touch("a.json");
  link("nowhere.json", "dangling.json");
  link("jane@host.1234:1", ".#a.json");
  ASSERT_EQ(mkfifo(folder_.file("pipe.json").c_str(), 0600), 0);
  fs::create_directory(folder_.file("folder.json"));
  EXPECT_THAT(found().files, ElementsAre(folder_.file("a.json")));
}

TEST_F(ScenarioFilesBelow, LieBehindLinksOfFoldersOnce) {
  touch("real/a.json");
  link("real", "one");
  link(".", "loop");
  link("../real", "real/again");
  EXPECT_THAT(found().files, testing::SizeIs(1));
  EXPECT_THAT(scenario_files(folder_.file("one")).files, ElementsAre(folder_.file("one/a.json")));
}

TEST_F(ScenarioFilesBelow, MayBeLinkedFromElsewhere) {
  const TempFolder elsewhere;
  std::ofstream(elsewhere.file("b.json")) << "{}";
  link(elsewhere.path().string(), "shared");
  link(elsewhere.file("b.json"), "a.json");
  EXPECT_THAT(found().files, ElementsAre(folder_.file("a.json"), folder_.file("shared/b.json")));
}

TEST_F(ScenarioFilesBelow, MustBeThere) {
  const std::string refusal = test::refusal(ExitCode::kInvalidInput, [&] { found(); });
  EXPECT_THAT(refusal, HasSubstr("holds no scenario"));
}

TEST_F(ScenarioFilesBelow, AreTakenAsTheyAreNamed) {
  EXPECT_THAT(scenario_files("x.txt").files, ElementsAre("x.txt"));
  EXPECT_THAT(scenario_files("x.txt").skipped, IsEmpty());
}

}  // namespace
}  // namespace hookline
