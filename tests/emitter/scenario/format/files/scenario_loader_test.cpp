#include "emitter/scenario/format/files/scenario_loader.h"

#include "catcher/base/json/json_mistakes.h"
#include "catcher/base/process/failure.h"
#include "emitter/platform/reading/catcher_url.h"
#include "tests/support/refusal.h"

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
  return test::refusal(ExitCode::kInvalidInput, [&] { load_scenario_text(text, "x.json"); });
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
  EXPECT_THAT(
      refusal_of(R"("steps": [{"event": "unsubscribed", "contact": 42}])"),
      testing::StartsWith("x.json:5:117: /steps/0/event: \"unsubscribed\" is no event; did you "
                          "mean \"unsubscribe\"? "));
}

TEST(ScenarioLoader, NamesTheEventWhoseLabelIsGivenForIt) {
  EXPECT_EQ(
      refusal_of(R"("steps": [{"event": "contact_added", "contact": 42}])"),
      "x.json:5:117: /steps/0/event: \"contact_added\" is no event; the one with that label is "
      "\"subscribe\"");
  EXPECT_THAT(
      refusal_of_webhook(R"({"name": "A", "url": "{catcher}", "events": ["Link clicked"]})"),
      HasSubstr("the one with that label is \"click\""));
}

TEST(ScenarioLoader, RefusesUnknownKeysAnywhere) {
  EXPECT_THAT(
      refusal_of(R"("steps": [], "expects": [])"),
      HasSubstr("x.json:5:121: /expects: the key \"expects\" is not known here; did you mean "
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
  EXPECT_THAT(
      refusal_of(R"("steps": [], "expect": [{"webhook": "a"}])"),
      HasSubstr("x.json:5:133: /expect/0/webhook: \"a\" is no webhook or automation of this "
                "scenario; did you mean \"A\"?"));
}

TEST(ScenarioLoader, RefusesWhatIsNotInTheAccountBeforeAnythingIsSent) {
  EXPECT_THAT(refusal_of(R"("steps": [{"event": "open", "contact": 7}])"),
              HasSubstr("x.json:5:136: /steps/0/contact: "));
  EXPECT_THAT(refusal_of(R"("steps": [{"event": "open"}])"), HasSubstr("x.json:5:107: /steps/0"));
}

TEST(ScenarioLoader, RefusesAnAutomationThatHasNowhereToPost) {
  EXPECT_THAT(
      refusal_of(R"("steps": [{"automation": 4, "contact": 42}])"),
      HasSubstr("x.json:5:107: /steps/0: automation 4 has no steps, and no url to post to"));
}

TEST(ScenarioLoader, RefusesReplyRulesAtTheirPlace) {
  EXPECT_THAT(refusal_of(R"("steps": [], "replies": [{}, {"reply": {"fault": "explode"}}])"),
              HasSubstr("x.json:5:122: /replies/"));
  EXPECT_THAT(refusal_of(R"("steps": [], "replies": {}, "expect": [])"),
              HasSubstr("x.json:5:121: /replies: must be an array"));
  EXPECT_THAT(refusal_of(R"("steps": [], "timeout": "0ms")"),
              HasSubstr("x.json:5:121: /timeout: "));
}

TEST(ScenarioLoader, SubstitutesTheCatcherWhereverItStands) {
  EXPECT_EQ(with_catcher("{catcher}/a?to={catcher}", "http://127.0.0.1:1"),
            "http://127.0.0.1:1/a?to=http://127.0.0.1:1");
  EXPECT_TRUE(leads_to(Url::parse("http://127.0.0.1:1/x"), "http://127.0.0.1:1"));
  EXPECT_FALSE(leads_to(Url::parse("http://127.0.0.1:2/x"), "http://127.0.0.1:1"));
}

/// The mistakes of a text that holds an account, a webhook "A" and more.
std::vector<std::string> mistakes_of_text(const std::string& text) {
  try {
    load_scenario_text(text, "x.json");
  } catch (const InvalidFile& invalid) {
    return invalid.mistakes();
  }
  return {};
}

TEST(ScenarioLoader, TellsAllMistakesOfAFile) {
  const auto mistakes = mistakes_of_text(R"({
      "name": 3,
      "account": {"contacts": [{"id": 42, "email": "", "frist_name": "J"}, {"id": 43, "email": null}],
                  "webhooks": [{"name": "A", "url": "{catcher}/a", "events": ["opened", "open"]},
                               {"name": "B", "url": "nowhere", "events": ["opn"], "activ": true}]},
      "steps": [{"event": "open", "contact": 42, "soruce": "api", "at": "2024-02-30T04:45:41Z"},
                {"event": "read", "contact": 42, "source": "robot", "at": "now"}],
      "timeout": "5",
      "expect": [{"webhook": "A", "feilds": {}, "outcome": "refuse"},
                 {"webhook": "C", "cuont": 1},
                 {"webhook": "B", "fields": {"contact[emial]": "x", "contact[email]": "x"}}]})");
  const std::vector<std::string> places = {
      "/name: must be a text, not 3",
      "/account/contacts/0/email: must not be empty",
      "/account/contacts/0/frist_name: the key \"frist_name\" is not known here; did you mean "
      "\"first_name\"?",
      "/account/contacts/1/email: must be a text, not null; where there is none, leave the key out",
      "/account/webhooks/0/events/0: \"opened\" is no event; did you mean \"open\"?",
      "/account/webhooks/1/url: ",
      "/account/webhooks/1/activ: ",
      "/account/webhooks/1/events/0: ",
      "/steps/1/source: \"robot\" is no source",
      "/steps/1/at: ",
      "/expect/2/fields/contact[emial]: ",
      "/steps/0/at: there is no 30 February 2024: that month has 29 days",
      "/steps/0/soruce: the key \"soruce\" is not known here; did you mean \"source\"?",
      "/steps/1/event: \"read\" is no event",
      "/timeout: ",
      "/expect/0/outcome: \"refuse\" is no outcome; did you mean \"refused\"?",
      "/expect/0/feilds: the key \"feilds\" is not known here; did you mean \"fields\"?",
      "/expect/1/cuont: the key \"cuont\" is not known here; did you mean \"count\"?",
      "/expect/1/webhook: \"C\" is no webhook"};
  for (const std::string& place : places) {
    EXPECT_THAT(mistakes, testing::Contains(testing::AllOf(testing::StartsWith("x.json:"),
                                                           HasSubstr(": " + place))));
  }
  EXPECT_EQ(mistakes.size(), places.size()) << testing::PrintToString(mistakes);
}

TEST(ScenarioLoader, TellsNoMistakeThatFollowsFromAnother) {
  EXPECT_THAT(mistakes_of_text(R"({"name": "x", "Account": {
      "contacts": [{"id": 42, "email": "j@example.com"}],
      "webhooks": [{"name": "A", "url": "{catcher}/a", "events": "all"}]},
      "step": [{"evnt": "open", "contct": 42}], "expect": [{"webhook": "A"}]})"),
              ElementsAre(HasSubstr("/Account: the key \"Account\" is written \"account\" here"),
                          HasSubstr("/step: the key \"step\" is not known here; did you mean "
                                    "\"steps\"?"),
                          HasSubstr("/step/0/evnt: the key \"evnt\" is not known here, and "
                                    "\"event\" is missing"),
                          HasSubstr("/step/0/contct: the key \"contct\" is not known here")));
  EXPECT_THAT(mistakes_of_text(R"({"name": "x", "account": {
      "lists": [{"id": "one", "name": "N"}],
      "contacts": [{"id": 42, "email": "j@example.com", "lists": [1]}]},
      "steps": [{"event": "open", "contact": 7}]})"),
              testing::Contains(HasSubstr("/lists/0/id: must be an id")));
}

TEST(ScenarioLoader, TellsTheMistakesOfAllReplyRules) {
  EXPECT_THAT(
      mistakes_of_text(R"({"name": "x", "steps": [], "replies": [
      {"reply": {"status": 5000}}, {"reply": {}}, {"reply": {"fault": "explode"}}]})"),
      ElementsAre(HasSubstr("x.json:2:28: /replies/0"), HasSubstr("x.json:2:71: /replies/2")));
}

TEST(ScenarioLoader, TellsAMistakeOnce) {
  EXPECT_THAT(mistakes_of_text(R"({"name": "x", "steps": [], "account": {
      "automations": [{"id": 1, "url": "{catcher}/a"}]}})"),
              ElementsAre(HasSubstr("/account/automations/0: the key \"name\" is missing")));
}

TEST(ScenarioLoader, BoundsTheMistakesOfAFile) {
  std::string steps;
  for (int i = 0; i < 500; ++i)
    steps += std::string(i == 0 ? "" : ",") + R"({"event": "e)" + std::to_string(i) + R"("})";
  const auto mistakes = mistakes_of_text(R"({"name": "x", "steps": [)" + steps + "]}");
  EXPECT_EQ(mistakes.size(), JsonMistakes::kMistakesMax + 1);
  EXPECT_EQ(mistakes.back(), "… and more of them");
}

TEST(ScenarioLoader, NamesTheOtherWaysOfWritingTheCatcher) {
  for (const char* written : {"{{catcher}}", "${catcher}", "{Catcher}", "{ catcher }", "<catcher>",
                              "{catch}", "%7Bcatcher%7D", "{{ catcher }}"}) {
    EXPECT_THAT(refusal_of_webhook(R"({"name": "A", "events": "all", "url": ")" +
                                   std::string(written) + R"(/a"})"),
                HasSubstr("/url: \"" + std::string(written) +
                          "\" stands for nothing; the catcher's address is written {catcher}"));
  }
}

TEST(ScenarioLoader, RefusesASchemaAsWhatItIs) {
  EXPECT_THAT(refusal_of_text(R"({"$schema": "https://json-schema.org/draft/2020-12/schema"})"),
              HasSubstr("is a JSON Schema, no scenario"));
}

}  // namespace
}  // namespace hookline
