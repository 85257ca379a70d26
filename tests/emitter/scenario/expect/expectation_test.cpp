#include "emitter/scenario/expect/expectation.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

Expectation read(std::string_view json) {
  const std::vector<std::string_view> webhooks = {"To Zapier", "Another"};
  return read_expectation(JsonDocument::parse(json, "x.json").root(), webhooks);
}

std::string refusal_of(std::string_view json) {
  return test::refusal(ExitCode::kInvalidInput, [&] { read(json); });
}

TEST(Expectation, ReadsEveryKey) {
  const Expectation expectation = read(R"({"webhook": "To Zapier", "count": 2,
      "fields": {"type": "open", "contact[id]": {"matches": "^[0-9]+$"}}, "absent": ["deal[id]"],
      "outcome": "answered", "status": 410, "active": false})");
  EXPECT_EQ(expectation.webhook, "To Zapier");
  EXPECT_EQ(expectation.count, 2U);
  ASSERT_EQ(expectation.fields.size(), 3U);
  EXPECT_EQ(expectation.fields[1].name, "contact[id]");
  EXPECT_EQ(expectation.fields[1].pointer, "/fields/contact[id]");
  EXPECT_EQ(expectation.fields[2].pointer, "/absent/0");
  EXPECT_FALSE(expectation.fields[2].matcher.meets("1"));
  EXPECT_EQ(expectation.outcome, Outcome::kAnswered);
  EXPECT_THAT(expectation.status, testing::ElementsAre("410"));
  EXPECT_EQ(expectation.active, false);
}

TEST(Expectation, ReadsEveryPartOfARequest) {
  const Expectation expectation = read(R"({"webhook": "To Zapier", "method": "PUT",
      "target": {"matches": "^/a"}, "headers": {"X-A": "b"}, "fields": {"X-A": "c"},
      "body": {"base64": "/w=="}})");
  ASSERT_EQ(expectation.fields.size(), 5U);
  EXPECT_EQ(expectation.fields[0].part, RequestPart::kMethod);
  EXPECT_EQ(expectation.fields[1].part, RequestPart::kTarget);
  EXPECT_EQ(expectation.fields[2].part, RequestPart::kHeader);
  EXPECT_EQ(expectation.fields[2].pointer, "/headers/X-A");
  EXPECT_EQ(expectation.fields[3].part, RequestPart::kField);
  EXPECT_EQ(expectation.fields[4].part, RequestPart::kBody);
  EXPECT_TRUE(expectation.fields[4].matcher.meets("\xff"));
  EXPECT_TRUE(expectation.speaks_of_captures());
}

TEST(Expectation, MayMissAFieldThatIsCalledAsAnExpectedHeader) {
  const Expectation expectation =
      read(R"({"webhook": "Another", "headers": {"a": "b"}, "absent": ["a"]})");
  EXPECT_EQ(expectation.fields.size(), 2U);
}

TEST(Expectation, OfAStepCountsItsRequestsWhereItSaysAnythingOfThem) {
  const auto of_step = [](std::string_view json) {
    return read_step_expectation(JsonDocument::parse(json, "x.json").root(), "A", 3);
  };
  EXPECT_EQ(of_step(R"({"body": "x"})").count, 3U);
  EXPECT_EQ(of_step(R"({"outcome": "refused"})").count, std::nullopt);
  EXPECT_THROW(of_step(R"({"active": true})"), Failure);
  EXPECT_THROW(of_step(R"({"webhook": "A"})"), Failure);
}

TEST(Expectation, OfAStepTakesTheBodyThatItSends) {
  const auto body = std::make_shared<const std::string>("a\0b", 3);
  const JsonDocument document = JsonDocument::parse(R"({"body": {"as_sent": true}})", "x.json");
  const Expectation expectation = read_step_expectation(document.root(), "A", 1, body);
  ASSERT_EQ(expectation.fields.size(), 1U);
  EXPECT_TRUE(expectation.fields[0].matcher.meets(std::string_view("a\0b", 3)));
  EXPECT_FALSE(expectation.fields[0].matcher.meets("a"));
  EXPECT_FALSE(expectation.fields[0].matcher.meets(std::nullopt));
}

TEST(Expectation, RefusesABodyAsSentWhereNothingOfItsOwnIsSent) {
  EXPECT_THROW(read(R"({"webhook": "A", "body": {"as_sent": true}})"), Failure);
  const auto body = std::make_shared<const std::string>("a");
  for (const char* odd : {R"({"body": {"as_sent": false}})", R"({"body": {"as_sent": 1}})",
                          R"({"body": {"as_sent": true, "contains": "a"}})"}) {
    const JsonDocument document = JsonDocument::parse(odd, "x.json");
    EXPECT_THROW(read_step_expectation(document.root(), "A", 1, body), Failure) << odd;
  }
}

TEST(Expectation, SpeaksOfCapturesUnlessItNamesOnlyHowAttemptsEnded) {
  EXPECT_TRUE(read(R"({"webhook": "Another"})").speaks_of_captures());
  EXPECT_FALSE(read(R"({"webhook": "Another", "outcome": "refused"})").speaks_of_captures());
  EXPECT_FALSE(read(R"({"webhook": "Another", "active": true})").speaks_of_captures());
  EXPECT_TRUE(read(R"({"webhook": "Another", "status": 500, "count": 1})").speaks_of_captures());
}

TEST(Expectation, KnowsEveryOutcome) {
  for (const Outcome outcome : kOutcomes) {
    const std::string json =
        R"({"webhook": "Another", "outcome": ")" + std::string(name_of(outcome)) + "\"}";
    EXPECT_EQ(read(json).outcome, outcome);
  }
}

TEST(Expectation, RefusesWhatItCannotHold) {
  EXPECT_EQ(
      refusal_of(R"({"webhook": "Anothr"})"),
      "x.json:1:13: /webhook: \"Anothr\" is no webhook or automation of this scenario; did you "
      "mean \"Another\"? Known are: \"To Zapier\", \"Another\"");
  EXPECT_THAT(refusal_of(R"({"count": 1})"), HasSubstr("the key \"webhook\" is missing"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "count": -1})"),
              HasSubstr("x.json:1:33: /count: "));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "status": 42})"), HasSubstr("from 100 to 599"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "status": "6xx"})"),
              HasSubstr("x.json:1:34: /status: must be a status such as 204, or a class of them"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "status": []})"), HasSubstr("at least one"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "status": "2x"})"),
              HasSubstr("such as \"2xx\""));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "status": ["2xx", 99]})"),
              HasSubstr("x.json:1:42: /status/1: "));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "outcome": "refuse"})"),
              HasSubstr("did you mean \"refused\"?"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "feilds": {}})"),
              HasSubstr("did you mean \"fields\"?"));
  EXPECT_THAT(refusal_of(R"({"webhook": "Another", "fields": {"a": "b"}, "absent": ["a"]})"),
              HasSubstr("x.json:1:57: /absent/0: "));
}

}  // namespace
}  // namespace hookline
