#include "emitter/scenario/scenario_loader.h"

#include "catcher/failure.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr std::string_view kAccount = R"("account": {
    "lists": [{"id": 1, "name": "News"}],
    "contacts": [{"id": 42, "email": "j@example.com", "lists": [1]}],
    "automations": [{"id": 3, "name": "Welcome", "url": "{catcher}/a"}, {"id": 4, "name": "Mute"}],
    "webhooks": [{"name": "A", "url": "{catcher}/a", "list": 1, "events": ["open", "click"]}]})";

Scenario load(const std::string& rest) {
  return load_scenario_text("{\"name\": \"x\", " + std::string(kAccount) + ", " + rest + "}",
                            "x.json");
}

std::string refusal_of_text(const std::string& text) {
  try {
    load_scenario_text(text, "x.json");
  } catch (const Failure& failure) {
    EXPECT_EQ(failure.code(), ExitCode::kInvalidInput);
    return failure.what();
  }
  return "not refused";
}

std::string refusal_of(const std::string& rest) {
  return refusal_of_text("{\"name\": \"x\", " + std::string(kAccount) + ", " + rest + "}");
}

std::string refusal_of_webhook(const std::string& webhook) {
  return refusal_of_text(
      R"({"name": "x", "steps": [], "account": {"lists": [{"id": 1, "name": "N"}],
      "webhooks": [)" +
      webhook + "]}}");
}

TEST(ScenarioLoader, ReadsAWholeScenario) {
  const Scenario scenario = load(R"("steps": [{"event": "open", "contact": 42}], "timeout": "2s",
      "replies": [{"reply": {"status": 500}}], "expect": [{"webhook": "A"}, {"webhook": "Welcome"}])");
  EXPECT_EQ(scenario.file, "x.json");
  EXPECT_EQ(scenario.name, "x");
  EXPECT_EQ(scenario.timeout_ms, 2000);
  EXPECT_EQ(scenario.replies, R"([{"reply":{"status":500}}])");
  ASSERT_EQ(scenario.webhooks.size(), 1U);
  EXPECT_EQ(scenario.webhooks[0].pointer, "/account/webhooks/0");
  EXPECT_EQ(scenario.webhooks[0].list, 1U);
  EXPECT_EQ(scenario.webhooks[0].events.count(), 2U);
  EXPECT_TRUE(scenario.webhooks[0].sources.all());
  EXPECT_TRUE(scenario.webhooks[0].active);
  ASSERT_EQ(scenario.expectations.size(), 2U);
  EXPECT_EQ(scenario.expectations[1].pointer, "/expect/1");
}

TEST(ScenarioLoader, NeedsNoMoreThanANameAndSteps) {
  const Scenario scenario = load_scenario_text(R"({"name": "x", "steps": []})", "x.json");
  EXPECT_TRUE(scenario.webhooks.empty());
  EXPECT_TRUE(scenario.replies.empty());
}

TEST(ScenarioLoader, RefusesAnUnknownEventWithItsNeighbour) {
  EXPECT_THAT(refusal_of(R"("steps": [{"event": "unsubscribed", "contact": 42}])"),
              testing::StartsWith("x.json: /steps/0/event: \"unsubscribed\" is no event; did you "
                                  "mean \"unsubscribe\"? "));
}

TEST(ScenarioLoader, RefusesUnknownKeysAnywhere) {
  EXPECT_THAT(refusal_of(R"("steps": [], "expects": [])"),
              HasSubstr("x.json: /expects: the key \"expects\" is not known here; did you mean "
                        "\"expect\"?"));
  EXPECT_THAT(refusal_of_text(R"({"name": "x", "steps": [], "account": {"list": []}})"),
              HasSubstr("did you mean \"lists\"?"));
}

TEST(ScenarioLoader, RefusesWebhooksThatMakeNoSense) {
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": ["opened"]})"),
              HasSubstr("/account/webhooks/0/events/0: \"opened\" is no event; did you mean"));
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": []})"),
              HasSubstr("must name at least one, or be \"all\""));
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": "any"})"),
              HasSubstr("must be \"all\" or an array"));
  EXPECT_THAT(
      refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": ["open", "open"]})"),
      HasSubstr("/events/1: stands here twice"));
  EXPECT_THAT(refusal_of_webhook(
                  R"({"name": "A", "url": "{catcher}/a", "events": "all", "sources": ["user"]})"),
              HasSubstr("\"user\" is no source"));
  EXPECT_THAT(
      refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": "all", "list": 9})"),
      HasSubstr("there is no list 9; the account's lists are: 1"));
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a"})"),
              HasSubstr("the key \"events\" is missing"));
}

TEST(ScenarioLoader, NamesTheRefusedCharacterOfAUrlAtItsPlaceInTheFile) {
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a b", "events": "all"})"),
              HasSubstr("/account/webhooks/0/url: a space at position 12 is not allowed"));
  EXPECT_THAT(refusal_of_text(R"({"name": "x", "steps": [],
      "account": {"automations": [{"id": 1, "name": "A", "url": "nowhere"}]}})"),
              HasSubstr("/account/automations/0/url: "));
}

TEST(ScenarioLoader, RefusesNamesThatExpectationsCouldNotTellApart) {
  EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "url": "{catcher}/a", "events": "all"},
                                    {"name": "A", "url": "{catcher}/b", "events": "all"})"),
              HasSubstr("/account/webhooks/1/name: another webhook or automation is called \"A\""));
}

TEST(ScenarioLoader, RefusesAWebhookThatNobodyKnowsInExpect) {
  EXPECT_THAT(refusal_of(R"("steps": [], "expect": [{"webhook": "a"}])"),
              HasSubstr("x.json: /expect/0/webhook: \"a\" is no webhook or automation of this "
                        "scenario; did you mean \"A\"?"));
}

TEST(ScenarioLoader, RefusesWhatIsNotInTheAccountBeforeAnythingIsSent) {
  EXPECT_THAT(refusal_of(R"("steps": [{"event": "open", "contact": 7}])"),
              HasSubstr("x.json: /steps/0/contact: "));
  EXPECT_THAT(refusal_of(R"("steps": [{"event": "open"}])"), HasSubstr("x.json: /steps/0"));
}

TEST(ScenarioLoader, RefusesAnAutomationThatHasNowhereToPost) {
  EXPECT_THAT(refusal_of(R"("steps": [{"automation": 4, "contact": 42}])"),
              HasSubstr("x.json: /steps/0: automation 4 has no url to post to"));
}

TEST(ScenarioLoader, RefusesReplyRulesAtTheirPlace) {
  EXPECT_THAT(refusal_of(R"("steps": [], "replies": [{}, {"reply": {"fault": "explode"}}])"),
              HasSubstr("x.json: /replies/"));
  EXPECT_THAT(refusal_of(R"("steps": [], "replies": {}, "expect": [])"),
              HasSubstr("x.json: /replies: must be an array"));
  EXPECT_THAT(refusal_of(R"("steps": [], "timeout": "0ms")"), HasSubstr("x.json: /timeout: "));
}

TEST(ScenarioLoader, SubstitutesTheCatcherWhereverItStands) {
  EXPECT_EQ(with_catcher("{catcher}/a?to={catcher}", "http://127.0.0.1:1"),
            "http://127.0.0.1:1/a?to=http://127.0.0.1:1");
  EXPECT_TRUE(leads_to(Url::parse("http://127.0.0.1:1/x"), "http://127.0.0.1:1"));
  EXPECT_FALSE(leads_to(Url::parse("http://127.0.0.1:2/x"), "http://127.0.0.1:1"));
}

class ScenarioFilesBelow : public testing::Test {
 protected:
  void touch(const std::string& name) {
    const std::string file = folder_.file(name);
    std::filesystem::create_directories(std::filesystem::path(file).parent_path());
    std::ofstream(file) << "{}";
  }
  std::string refusal_of_path(const std::string& path) {
    try {
      scenario_files(std::vector<std::string>{path});
    } catch (const Failure& failure) {
      EXPECT_EQ(failure.code(), ExitCode::kInvalidInput);
      return failure.what();
    }
    return "not refused";
  }
  TempFolder folder_;
};

TEST_F(ScenarioFilesBelow, AreThoseBelowAFolderSorted) {
  for (const char* name : {"b/z.json", "b/a.json", "a.json", "c.txt", "scenario.schema.json"}) {
    touch(name);
  }
  const std::vector<std::string> paths = {folder_.path().string()};
  EXPECT_THAT(
      scenario_files(paths).files,
      ElementsAre(folder_.file("a.json"), folder_.file("b/a.json"), folder_.file("b/z.json")));
}

TEST_F(ScenarioFilesBelow, LieInFoldersCalledInvalidOnlyWhereTheseAreNamed) {
  touch("a.json");
  touch("invalid/b.json");
  const ScenarioFiles found = scenario_files(std::vector<std::string>{folder_.path().string()});
  EXPECT_THAT(found.files, ElementsAre(folder_.file("a.json")));
  EXPECT_THAT(found.skipped, ElementsAre(folder_.file("invalid")));
  EXPECT_THAT(scenario_files(std::vector<std::string>{folder_.file("invalid")}).files,
              ElementsAre(folder_.file("invalid/b.json")));
}

TEST_F(ScenarioFilesBelow, MustBeThere) {
  EXPECT_THAT(refusal_of_path(folder_.path().string()), HasSubstr("holds no scenario"));
}

TEST_F(ScenarioFilesBelow, AreTakenAsTheyAreNamed) {
  const std::vector<std::string> paths = {"x.txt", "x.txt"};
  EXPECT_THAT(scenario_files(paths).files, ElementsAre("x.txt", "x.txt"));
}

}  // namespace
}  // namespace hookline
