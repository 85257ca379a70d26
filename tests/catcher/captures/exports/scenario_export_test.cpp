#include "catcher/captures/exports/capture_export.h"
#include "tests/support/made_capture.h"
#include "tests/support/nasty_requests.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using Json = nlohmann::json;
using testing::HasSubstr;
using testing::Not;

std::string export_of(const Captures& captures) {
  ScenarioExport scenario;
  std::string out = ScenarioExport::begin();
  for (const Capture& capture : captures) scenario.append(out, capture);
  return out + scenario.end();
}

Json scenario_of(const Captures& captures) {
  return Json::parse(export_of(captures), nullptr, true, true);
}

Json step_of(std::string_view raw) {
  return scenario_of({capture_of(raw)})["steps"].at(0);
}

std::string with_body(std::string_view type, std::string_view body) {
  return "POST / HTTP/1.1\r\nContent-Type: " + std::string(type) + "\r\n\r\n" + std::string(body);
}

constexpr std::string_view kForm = "application/x-www-form-urlencoded";

TEST(ScenarioExport, IsAFileThatPeopleCanRead) {
  Capture capture = form_capture("/orders?x=1", "type=order&name=J%C3%BCrgen+D.");
  capture.id = 7;
  const std::string text = export_of({capture});
  EXPECT_THAT(text, HasSubstr(R"(
    // 7, caught at 2024-02-28T10:45:41.123456Z
    {
      "webhook": "Caught",
      "request": {
        "method": "POST",
        "target": "/orders?x=1",
        "headers": [
          ["User-Agent", "Hookline"],
          ["Content-Type", "application/x-www-form-urlencoded"]
        ],
        "form": [
          ["type", "order"],
          ["name", "Jürgen D."]
        ]
      },
      "expect": {
        "method": "POST",
        "target": "/orders?x=1",
        "fields": {
          "type": "order",
          "name": "Jürgen D."
        }
      }
    }
  ],
  "expect": [
    {"webhook": "Caught", "count": 1}
  ]
}
)"));
}

TEST(ScenarioExport, LeavesWhatEachSenderMakesItself) {
  const auto step = step_of(
      "POST / HTTP/1.1\r\nHost: x\r\nA: 1\r\nConnection: close\r\nExpect: 100-continue\r\n"
      "Hookline-Delivery: 3\r\na: 2\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n");
  EXPECT_EQ(step["request"]["headers"], Json::parse(R"([["A", "1"], ["a", "2"]])"));
  EXPECT_EQ(step["request"]["body"], "x");
}

TEST(ScenarioExport, SaysThatTrailersAreLeftOut) {
  const std::string text =
      export_of({capture_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"
                            "1\r\nx\r\n0\r\nT: t\r\n\r\n")});
  EXPECT_THAT(text, HasSubstr("; the trailers behind its body are left out\n"));
}

TEST(ScenarioExport, TakesABodyWholeWhereItsFieldsWouldNotGiveTheSameBytes) {
  for (const char* body : {"a=it's", "a=%e9", "a", "&a=b", "a=%E9", "a=\xe9"}) {
    const auto step = step_of(with_body(kForm, body));
    EXPECT_FALSE(step["request"].contains("form")) << body;
    EXPECT_EQ(step["request"]["body"], step["expect"]["body"]);
  }
  EXPECT_TRUE(step_of(with_body("text/plain", "a=b"))["request"].contains("body"));
}

TEST(ScenarioExport, ExpectsTheBodyWhereAFieldStandsTwice) {
  const auto step = step_of(with_body(kForm, "a=1&a=2"));
  EXPECT_EQ(step["request"]["form"], Json::parse(R"([["a", "1"], ["a", "2"]])"));
  EXPECT_EQ(step["expect"]["body"], "a=1&a=2");
  EXPECT_FALSE(step["expect"].contains("fields"));
}

TEST(ScenarioExport, WritesBytesThatAreNoTextInBase64) {
  const auto step = step_of("PUT /\xff HTTP/1.1\r\nX: \xe9\r\n\r\n" + test::every_byte());
  EXPECT_EQ(step["request"]["target"], Json::parse(R"({"base64": "L/8="})"));
  EXPECT_EQ(step["request"]["headers"], Json::parse(R"([["X", {"base64": "6Q=="}]])"));
  EXPECT_EQ(step["request"]["body"]["base64"].get<std::string>().size(), 344u);
  EXPECT_EQ(step["expect"]["body"], step["request"]["body"]);
}

TEST(ScenarioExport, LeavesOutWhatCannotBeSentAndSaysWhy) {
  Captures captures(5, form_capture("/", "a=b"));
  for (std::size_t i = 0; i < captures.size(); ++i)
    captures[i].id = static_cast<std::int64_t>(i) + 1;
  captures[1].refusal = "it holds\n}, \"a line break";
  captures[2].truncated = true;
  captures[4].complete = false;
  const std::string text = export_of(captures);
  EXPECT_THAT(text, HasSubstr("// 2 is left out: it was refused: \"it holds\\n}, "));
  EXPECT_THAT(text, HasSubstr("// 3 is left out: only the start of its body was kept\n"));
  EXPECT_THAT(text, HasSubstr("// 5 is left out: it did not come whole\n"));
  const auto scenario = scenario_of(captures);
  EXPECT_EQ(scenario["steps"].size(), 2u);
  EXPECT_EQ(scenario["expect"][0]["count"], 2);
}

TEST(ScenarioExport, LeavesOutTunnelsAndHeadersThatWouldBeTwo) {
  const std::string text = export_of(
      {capture_of("CONNECT a:1 HTTP/1.1\r\n\r\n"), capture_of("GET / HTTP/1.1\r\nX: a\x01\r\n\r\n"),
       capture_of("GET / HTTP/1.1\r\nno header\r\n\r\n"), capture_of("\x16\x03")});
  EXPECT_EQ(Json::parse(text, nullptr, true, true)["steps"].size(), 0u);
  EXPECT_THAT(text, HasSubstr("CONNECT asks for a tunnel"));
  EXPECT_THAT(text, HasSubstr("the value of header X has byte 0x01"));
  EXPECT_THAT(text, HasSubstr("its request line can't be sent"));
}

TEST(ScenarioExport, CountsWhatIsLeftOutWhereThatIsMuch) {
  Captures captures(1000, capture_of("\x16\x03"));
  const std::string text = export_of(captures);
  EXPECT_LT(text.size(), 10'000u);
  EXPECT_THAT(text, HasSubstr("// 900 more are left out, for such reasons\n"));
}

TEST(ScenarioExport, TakesAFormOfVeryManyFieldsForABody) {
  std::string body = "a=b";
  for (int i = 0; i < 1000; ++i) body += "&a=b";
  EXPECT_EQ(step_of(with_body(kForm, body))["request"]["body"], body);
}

}  // namespace
}  // namespace hookline
