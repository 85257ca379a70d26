#include "catcher/replies/templates/reply_template.h"

#include "tests/support/gzip.h"
#include "tests/support/made_capture.h"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using Place = ReplyTemplate::Place;

Capture json_capture(std::string_view body) {
  return capture_of(
      "POST /a/b?q=1&q=2&n%5B%5D=%C3%BC HTTP/1.1\r\nX-Name: value\r\nx-name: 2\r\n\r\n" +
      std::string(body));
}

std::string filled(std::string_view text, const Capture& capture, Place place = Place::kText) {
  TemplateSource source(capture);
  return ReplyTemplate(text, place).fill(source).text;
}

TEST(ReplyTemplate, FillsInEveryPlaceholder) {
  Capture capture =
      form_capture("/a/b?q=1%20x&n%5B%5D=%C3%BC", "contact%5Bemail%5D=a%40b.c&x=1&x=2");
  capture.channel = "shop";
  EXPECT_EQ(filled("{{method}} {{path}} {{target}} {{channel}}", capture),
            "POST /a/b /a/b?q=1%20x&n%5B%5D=%C3%BC shop");
  EXPECT_EQ(filled("{{query.q}} {{query.n[]}}", capture), "1 x ü");
  EXPECT_EQ(filled("{{form.contact[email]}} {{form.x}}", capture), "a@b.c 1");
  EXPECT_EQ(filled("{{header.user-agent}}", capture), "Hookline");
  EXPECT_EQ(filled("{{received_at}}", capture), "2024-02-28T10:45:41.123456Z");
  EXPECT_EQ(filled("<{{body}}>", capture), "<contact%5Bemail%5D=a%40b.c&x=1&x=2>");
}

TEST(ReplyTemplate, WalksIntoJson) {
  const Capture capture =
      json_capture(R"({"a": {"b": "text", "c": [1, {"d": true}]}, "n": null, "1": "one"})");
  EXPECT_EQ(filled("{{json.a.b}} {{json.a.c.0}} {{json.a.c.1.d}} {{json.a.c}} {{json.1}}", capture),
            "text 1 true [1, {\"d\": true}] one");
}

TEST(ReplyTemplate, IsEmptyWhereNothingIs) {
  const Capture capture = json_capture(R"({"a": [1], "n": null})");
  for (const char* absent :
       {"{{json.b}}", "{{json.a.1}}", "{{json.a.x}}", "{{json.a.0.x}}", "{{json.n}}",
        "{{json.a.-1}}", "{{form.x}}", "{{query.x}}", "{{header.x}}", "{{channel}}"}) {
    EXPECT_EQ(filled(absent, capture), "") << absent;
  }
  EXPECT_EQ(filled("{{json.a}}", json_capture("{broken")), "");
}

TEST(ReplyTemplate, UnpacksTheBody) {
  const Capture capture =
      capture_of("POST / HTTP/1.1\r\nContent-Encoding: gzip\r\n\r\n" + gzip(R"({"a": "packed"})"));
  EXPECT_EQ(filled("{{json.a}} {{body}}", capture), R"(packed {"a": "packed"})");
}

TEST(ReplyTemplate, LeavesOtherBracesAlone) {
  const Capture capture = json_capture("");
  EXPECT_EQ(filled(R"({"a":{"m":{{method}}}})", capture), R"({"a":{"m":POST}})");
  EXPECT_EQ(filled("{{{method}}} { } }} {{ method }}", capture), "{POST} { } }} POST");
  EXPECT_EQ(filled("no placeholder", capture), "no placeholder");
  EXPECT_EQ(filled("", capture), "");
}

TEST(ReplyTemplate, RemembersWhereTheIdGoes) {
  const Capture capture = json_capture("");
  TemplateSource source(capture);
  const auto made = ReplyTemplate("{{method}}{{id}}-{{ id }}", Place::kText).fill(source);
  EXPECT_EQ(made.text, "POST{{id}}-{{id}}");
  EXPECT_EQ(made.id_places, (std::vector<std::size_t>{4, 11}));
}

TEST(ReplyTemplate, NeverTakesAPlaceholderOutOfTheRequest) {
  EXPECT_EQ(filled("{{body}}", json_capture("{{id}}{{method}}")), "{{id}}{{method}}");
  const Capture capture = json_capture("{{id}}{{method}}");
  TemplateSource source(capture);
  EXPECT_TRUE(ReplyTemplate("{{body}}", Place::kText).fill(source).id_places.empty());
}

TEST(ReplyTemplate, KeepsHeadersOnOneLine) {
  const Capture capture =
      json_capture("a\r\nSet-Cookie: x=1\r\n\r\n<html>\x7f\t\x01" + std::string(1, '\0'));
  EXPECT_EQ(filled("v={{body}}", capture, Place::kHeader), "v=a  Set-Cookie: x=1    <html>    ");
  const Capture folded = capture_of("GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n");
  EXPECT_EQ(filled("{{header.x}}", folded, Place::kHeader), "a   b");
  EXPECT_EQ(filled("{{body}}", json_capture(std::string(100'000, 'x')), Place::kHeader).size(),
            8192u);
}

TEST(ReplyTemplate, MakesValidJsonOfAnyRequest) {
  const Capture capture = capture_of(
      "POST / HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
      "x=%22%5C%0a%ff");
  EXPECT_EQ(filled(R"({"x": "{{form.x}}", "y\"{{form.x}}": {{form.n}}1})", capture, Place::kJson),
            "{\"x\": \"\\\"\\\\\\n\xef\xbf\xbd\", \"y\\\"\\\"\\\\\\n\xef\xbf\xbd\": 1}");
  const Capture json = json_capture(R"({"s": "a\"b", "o": {"k": "v"}})");
  EXPECT_EQ(filled(R"([{{json.s}}, {{json.o}}, {{json.none}}, "{{json.s}}", "{{json.o}}"])", json,
                   Place::kJson),
            R"(["a\"b", {"k": "v"}, null, "a\"b", "{\"k\": \"v\"}"])");
}

TEST(ReplyTemplate, EscapesOnlyWhereTheReplySaysJson) {
  const auto place_with = [](const char* type) {
    ReplyStep step;
    step.headers.emplace_back("content-TYPE", type);
    return place_of_body(step);
  };
  EXPECT_EQ(place_with("application/json"), Place::kJson);
  EXPECT_EQ(place_with("application/problem+JSON ; charset=utf-8"), Place::kJson);
  EXPECT_EQ(place_with("application/jsonp"), Place::kText);
  EXPECT_EQ(place_with("json"), Place::kText);
  EXPECT_EQ(place_of_body(ReplyStep()), Place::kText);
}

TEST(ReplyTemplate, TakesNoHarmFromJsonNestedDeep) {
  const std::string deep = std::string(500'000, '[') + std::string(500'000, ']');
  EXPECT_EQ(filled("{{json.0}}", json_capture(deep)).size(), deep.size() - 2);
  EXPECT_EQ(filled("{{json.a}}", json_capture("{\"a\":" + deep + "}"), Place::kJson), deep);
}

TEST(ReplyTemplate, PutsJsonValuesAsTheyWereSent) {
  const Capture capture = json_capture(
      R"({"id": 12345678901234567890123, "e": 1e2, "amount": 1.10, "o": {"b": 1, "a": 2}, "odd": NaN,})");
  for (const Place place : {Place::kText, Place::kJson}) {
    EXPECT_EQ(filled("{{json.id}} {{json.e}} {{json.amount}} {{json.o}}", capture, place),
              R"(12345678901234567890123 1e2 1.10 {"b": 1, "a": 2})");
  }
  EXPECT_EQ(filled("{{json.odd}}", capture, Place::kText), "NaN");
  EXPECT_EQ(filled("{{json.odd}}", capture, Place::kJson), "null");
  EXPECT_EQ(filled("{{json./a.b/}}", json_capture(R"({"a.b": {"": "found"}})")), "found");
}

TEST(ReplyTemplate, MakesValidJsonOfATextThatIsNone) {
  const Capture capture = json_capture("{\"a\": \"x\xff\"}");
  EXPECT_EQ(filled("{{json.a}}", capture, Place::kText), "x\xff");
  EXPECT_EQ(filled("{{json.a}}", capture, Place::kJson), "\"x\uFFFD\"");
}

TEST(ReplyTemplate, IsBoundedHoweverOftenABodyIsRepeated) {
  std::string text;
  for (int i = 0; i < 200; ++i) text += "{{body}}";
  EXPECT_LE(filled(text, json_capture(std::string(1 << 20, 'x'))).size(), 65u << 20);
}

TEST(ReplyTemplate, RefusesTooManyPlaceholders) {
  std::string text;
  for (int i = 0; i < 1001; ++i) text += "{{id}}";
  EXPECT_THROW(ReplyTemplate(text, Place::kText), std::invalid_argument);
}

}  // namespace
}  // namespace hookline
