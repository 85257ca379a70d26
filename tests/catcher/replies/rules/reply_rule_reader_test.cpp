#include "catcher/replies/reply_rule.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

std::string refusal_of(std::string_view text) {
  try {
    parse_reply_rules(text);
  } catch (const ReplyRulesError& refused) {
    return refused.what();
  }
  return "";
}

TEST(ReplyRuleReader, ReadsAgainWhatWasWritten) {
  const auto text =
      R"([{"match":{"method":"POST","path":"/a*","form.x[1]":"y","header.H":"v"},)"
      R"("reply":{"status":429,"headers":[["A","1"],["A","2"]],"body":"ü\u0000",)"
      R"("delay":"2s","fault":"drip","times":3},"answered":0},)"
      R"({"match":{},"percent":12.5,"seed":7,"limit":{"requests":3,"per":"1m"},)"
      R"("reply":[{"status":500,"times":2},{"status":200,"body":"{{id}}","template":true}],)"
      R"("answered":0,"limited":0},)"
      R"({"match":{},"reply":{"status":200},"answered":0}])";
  const auto written = reply_rules_json(parse_reply_rules(text));
  EXPECT_EQ(nlohmann::json::parse(written), nlohmann::json::parse(text));
}

TEST(ReplyRuleReader, TakesComments) {
  EXPECT_THAT(parse_reply_rules("// none yet\n[]"), IsEmpty());
}

TEST(ReplyRuleReader, KeepsTheOrderOfHeadersInAList) {
  const auto rules = parse_reply_rules(R"([{"reply": {"headers": [["B","1"],["A","2"]]}}])");
  ASSERT_THAT(rules[0].steps[0].headers, SizeIs(2));
  EXPECT_EQ(rules[0].steps[0].headers[0].name(), "B");
}

TEST(ReplyRuleReader, KeepsTheOrderOfHeadersInAnObject) {
  const auto rules = parse_reply_rules(R"([{"reply": {"headers": {"B":"1","C":"2","A":"3"}}}])");
  std::string names;
  for (const HeaderField& header : rules[0].steps[0].headers) names += header.name();
  EXPECT_EQ(names, "BCA");
}

TEST(ReplyRuleReader, RefusesAnObjectOfAThousandAndOneKeys) {
  std::string headers;
  for (int i = 0; i <= 1000; ++i) headers += fmt::format("\"h{}\":\"\",", i);
  headers.pop_back();
  EXPECT_EQ(refusal_of("[{\"reply\":{\"headers\":{" + headers + "}}}]"),
            "/0/reply/headers/h1000: 1000 keys are the most of one object");
}

TEST(ReplyRuleReader, RefusesUnknownKeysWithTheirPlace) {
  EXPECT_THAT(refusal_of(R"([{"reply": {}}, {"replay": {}}])"),
              AllOf(StartsWith("/1/replay: "), HasSubstr("unknown key")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"code": 200}}])"), StartsWith("/0/reply/code: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"url": "/"}, "reply": {}}])"),
              AllOf(StartsWith("/0/match/url: "), HasSubstr("expected method, path")));
  EXPECT_THAT(refusal_of(R"([{"match": {"form.": "/"}, "reply": {}}])"),
              StartsWith("/0/match/form.: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"a/b~": "/"}, "reply": {}}])"),
              StartsWith("/0/match/a~1b~0: "));
}

TEST(ReplyRuleReader, RefusesWrongTypes) {
  EXPECT_THAT(refusal_of("{}"), HasSubstr("reply rules are a list, not object"));
  EXPECT_THAT(refusal_of("[1]"), StartsWith("/0: a rule is an object"));
  EXPECT_THAT(refusal_of(R"([{"match": [], "reply": {}}])"), StartsWith("/0/match: "));
  EXPECT_THAT(refusal_of(R"([{"match": {"path": 1}, "reply": {}}])"),
              StartsWith("/0/match/path: "));
  EXPECT_THAT(refusal_of(R"([{"reply": 500}])"), StartsWith("/0/reply: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"body": {}}}])"), StartsWith("/0/reply/body: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": "a"}}])"), StartsWith("/0/reply/headers: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": [["a"]]}}])"),
              StartsWith("/0/reply/headers/0: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"times": -1}}])"), StartsWith("/0/reply/times: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"times": "2"}}])"), StartsWith("/0/reply/times: "));
  EXPECT_THAT(refusal_of("[{}]"), AllOf(StartsWith("/0: "), HasSubstr("no \"reply\"")));
}

TEST(ReplyRuleReader, RefusesStatusesThatAreNoAnswer) {
  for (const char* status : {"199", "600", "0", "-200", "200.5", "\"200\"", "null", "1e400"}) {
    EXPECT_NE(refusal_of(R"([{"reply": {"status": )" + std::string(status) + "}}]"), "") << status;
  }
  EXPECT_THAT(refusal_of(R"([{"reply": {"status": 100}}])"),
              AllOf(StartsWith("/0/reply/status: "), HasSubstr("200 to 599")));
}

TEST(ReplyRuleReader, RefusesHeadersThatWouldSplitTheAnswer) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": {"A": "x\r\nSet-Cookie: y"}}}])"),
              AllOf(StartsWith("/0/reply/headers/A: "), HasSubstr("0x0d")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": {"A B": "x"}}}])"), HasSubstr("0x20"));
}

TEST(ReplyRuleReader, RefusesHeadersThatWouldBreakTheFraming) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"headers": {"content-length": "3"}}}])"),
              AllOf(StartsWith("/0/reply/headers/content-length: "), HasSubstr("\"half\"")));
  EXPECT_THAT(
      refusal_of(R"([{"reply": {"headers": [["A", "b"], ["Transfer-Encoding", "chunked"]]}}])"),
      StartsWith("/0/reply/headers/1: "));
}

TEST(ReplyRuleReader, RefusesUnknownFaultsAndOddDelays) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"fault": "explode"}}])"),
              AllOf(StartsWith("/0/reply/fault: "), HasSubstr("close, reset, half or drip")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"delay": "soon"}}])"), StartsWith("/0/reply/delay: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"delay": 250}}])"),
              StartsWith("/0/reply/delay: expected a duration in quotes, such as \"250ms\""));
}

TEST(ReplyRuleReader, RefusesAKeyThatStandsTwice) {
  EXPECT_THAT(refusal_of(R"([{"reply": {"status": 200, "status": 500}}])"),
              AllOf(StartsWith("/0/reply/status: "), HasSubstr("\"status\" stands twice")));
}

TEST(ReplyRuleReader, RefusesWhatIsNoJsonWithThePlace) {
  EXPECT_THAT(refusal_of("[{\"reply\": \n}]"), AllOf(HasSubstr("not JSON"), HasSubstr("line 2")));
  EXPECT_THAT(refusal_of(""), HasSubstr("not JSON"));
  EXPECT_THAT(refusal_of("[\"\xff\"]"), HasSubstr("not JSON"));
}

TEST(ReplyRuleReader, RefusesTooMany) {
  std::string text = "[";
  for (int i = 0; i < 1001; ++i) text += i == 0 ? R"({"reply":{}})" : R"(,{"reply":{}})";
  EXPECT_THAT(refusal_of(text + "]"), HasSubstr("1001 rules"));
}

TEST(ReplyRuleReader, GivesEachStepOfASequenceOneTimeUnlessSaid) {
  const auto rules = parse_reply_rules(R"([{"reply": [{}, {"times": 3}, {}]}, {"reply": [{}]}])");
  ASSERT_THAT(rules[0].steps, SizeIs(3));
  EXPECT_EQ(rules[0].steps[0].times, 1u);
  EXPECT_EQ(rules[0].steps[1].times, 3u);
  EXPECT_EQ(rules[0].steps[2].times, std::nullopt);
  ASSERT_THAT(rules[1].steps, SizeIs(1));
  EXPECT_EQ(rules[1].steps[0].times, std::nullopt);
}

TEST(ReplyRuleReader, RefusesSequencesThatMakeNoSense) {
  EXPECT_THAT(refusal_of(R"([{"reply": []}])"),
              StartsWith("/0/reply: a sequence has at least one"));
  EXPECT_THAT(refusal_of(R"([{"reply": [{}, 500]}])"),
              StartsWith("/0/reply/1: a reply is an object"));
  EXPECT_THAT(refusal_of(R"([{"reply": [{}, [{}]]}])"), StartsWith("/0/reply/1: "));
  EXPECT_THAT(refusal_of(R"([{"reply": [{}, {"status": 42}]}])"),
              StartsWith("/0/reply/1/status: expected a status"));
  std::string many = "{}";
  for (int i = 0; i < 1000; ++i) many += ",{}";
  EXPECT_THAT(refusal_of(R"([{"reply": [)" + many + "]}]"), HasSubstr("1001 replies"));
}

TEST(ReplyRuleReader, RefusesChancesThatAreNone) {
  for (const char* percent : {"-1", "100.5", "\"50\"", "null", "true", "[50]"}) {
    EXPECT_THAT(refusal_of(R"([{"percent": )" + std::string(percent) + R"(, "reply": {}}])"),
                StartsWith("/0/percent: expected a number of percents from 0 to 100, not "))
        << percent;
  }
  EXPECT_THAT(refusal_of(R"([{"seed": 3, "reply": {}}])"), StartsWith("/0/seed: "));
  EXPECT_THAT(refusal_of(R"([{"percent": 5, "seed": -3, "reply": {}}])"), StartsWith("/0/seed: "));
  EXPECT_THAT(refusal_of(R"([{"percent": 5, "seed": 9007199254740992, "reply": {}}])"),
              StartsWith("/0/seed: "));
}

TEST(ReplyRuleReader, RefusesLimitsThatAreNone) {
  const auto refused = [](const std::string& limit) {
    return refusal_of(R"([{"limit": )" + limit + R"(, "reply": {}}])");
  };
  EXPECT_THAT(refused("10"), StartsWith("/0/limit: a limit is an object"));
  EXPECT_THAT(refused("{}"), StartsWith("/0/limit: a limit has both"));
  EXPECT_THAT(refused(R"({"requests": 5})"), StartsWith("/0/limit: a limit has both"));
  EXPECT_THAT(refused(R"({"requests": 0, "per": "1s"})"), StartsWith("/0/limit/requests: "));
  EXPECT_THAT(refused(R"({"requests": 100001, "per": "1s"})"), StartsWith("/0/limit/requests: "));
  EXPECT_THAT(refused(R"({"requests": 1.5, "per": "1s"})"), StartsWith("/0/limit/requests: "));
  EXPECT_THAT(refused(R"({"requests": 1, "per": "0s"})"), StartsWith("/0/limit/per: "));
  EXPECT_THAT(refused(R"({"requests": 1, "per": "1x"})"), StartsWith("/0/limit/per: "));
  EXPECT_THAT(refused(R"({"requests": 1, "per": "1s", "burst": 2})"),
              AllOf(StartsWith("/0/limit/burst: "), HasSubstr("expected requests and per")));
}

TEST(ReplyRuleReader, RefusesUnknownPlaceholdersWhereTheyStand) {
  EXPECT_THAT(
      refusal_of(R"([{"reply": {"template": true, "body": "a {{nme}}"}}])"),
      AllOf(StartsWith("/0/reply/body: unknown placeholder \"{{nme}}\""), HasSubstr("form.NAME")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"template": true, "headers": {"A": "{{form.}}"}}}])"),
              StartsWith("/0/reply/headers/A: "));
  EXPECT_THAT(
      refusal_of(
          R"([{"reply": [{}, {"headers": [["A", ""], ["B", "{{x}}"]], "template": true}]}])"),
      StartsWith("/0/reply/1/headers/1: "));
  EXPECT_THAT(refusal_of(R"([{"reply": {"template": true, "body": "{{id"}}])"),
              AllOf(StartsWith("/0/reply/body: "), HasSubstr("no \"}}\" behind it")));
  EXPECT_THAT(refusal_of(R"([{"reply": {"template": "yes"}}])"), StartsWith("/0/reply/template: "));
}

TEST(ReplyRuleReader, RefusesWhatIsNestedAbsurdlyInsteadOfFollowingIt) {
  std::string deep(2'000'000, '[');
  EXPECT_THAT(refusal_of(deep), HasSubstr("nested too deep"));
  EXPECT_THAT(refusal_of(R"([{"reply": {"times": [[[[[1]]]]]}}])"),
              StartsWith("/0/reply/times: expected a whole number"));
}

TEST(ReplyRuleReader, QuotesNoMoreOfAValueThanALine) {
  EXPECT_LT(refusal_of(R"([{"reply": {"status": ")" + std::string(1 << 20, 'x') + "\"}}]").size(),
            200u);
}

TEST(ReplyRuleReader, NamesThePlaceOfAKeyThatStandsTwiceBehindOthers) {
  EXPECT_THAT(refusal_of(R"([{"reply": {}}, {"reply": [{}, {"headers": {}, "headers": {}}]}])"),
              StartsWith("/1/reply/1/headers: "));
}

}  // namespace
}  // namespace hookline
