#include "catcher/base/json/json_reader.h"

#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <functional>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

JsonDocument parse(std::string_view text) {
  return JsonDocument::parse(text, "x.json");
}

std::string refusal_of(const std::function<void()>& reading) {
  return test::refusal(ExitCode::kInvalidInput, [&] { reading(); });
}

std::string refusal_of_text(std::string_view text) {
  return refusal_of([&] { parse(text); });
}

TEST(JsonReader, ReadsEveryKindOfValueBesideComments) {
  const JsonDocument document = parse(R"({ // a comment
    "text": "a\u00e9", "integer": -3, "bool": true, "array": [1, 2], /* another */ "object": {}})");
  JsonObject object = document.root().object();
  EXPECT_EQ(object.require("text").text(), "aé");
  EXPECT_EQ(object.require("integer").integer(), -3);
  EXPECT_TRUE(object.require("bool").boolean());
  EXPECT_EQ(object.require("array").items().size(), 2U);
  object.require("object").object().finish();
  EXPECT_FALSE(object.find("missing"));
  object.finish();
}

TEST(JsonReader, NamesFileLineColumnAndWhatWasExpected) {
  const std::string refusal = refusal_of_text("{\n  \"a\": 1\n  \"b\": 2\n}");
  EXPECT_THAT(refusal, StartsWith("x.json:3:3: not valid JSON: unexpected string literal"));
  EXPECT_THAT(refusal, HasSubstr("expected '}'"));
}

TEST(JsonReader, SaysThatACommaIsMissing) {
  for (const std::string_view text :
       {R"({"a": 1 "b": 2})", R"(["a" "b"])", R"([{} {}])", R"({"a": [1 2]})", R"([[] []])"}) {
    EXPECT_THAT(refusal_of_text(std::string(text)), HasSubstr("; a comma is missing before it"))
        << text;
  }
  for (const std::string_view text : {R"({"a" 1})", R"({"a": 1)", R"({"a": 1]})"}) {
    EXPECT_THAT(refusal_of_text(std::string(text)), Not(HasSubstr("comma"))) << text;
  }
}

TEST(JsonReader, SaysHowATextIsWrittenThatShouldBeSomethingElse) {
  const auto document = parse(R"({"id": "42", "list": "Newsletter", "absent": "deal[id]"})");
  JsonObject object = document.root().object();
  EXPECT_THAT(refusal_of([&] { object.require("id").id(); }),
              HasSubstr("must be an integer of 1 or more, not \"42\"; write it without quotes"));
  EXPECT_THAT(refusal_of([&] { object.require("list").id(); }),
              HasSubstr("must be an id, an integer of 1 or more, not \"Newsletter\"; a name won't "
                        "do here"));
  EXPECT_THAT(refusal_of([&] { object.require("absent").items(); }),
              HasSubstr("must be an array, not \"deal[id]\"; write [\"deal[id]\"]"));
}

TEST(JsonReader, CountsColumnsInCharactersNotInBytes) {
  EXPECT_THAT(refusal_of_text("{\"é\" 1}"), StartsWith("x.json:1:6: "));
}

TEST(JsonReader, NamesTheEndOfATextThatStopsShort) {
  EXPECT_THAT(refusal_of_text("{\"a\": [1"),
              StartsWith("x.json:1:9: not valid JSON: unexpected end"));
}

TEST(JsonReader, SaysWhichCommaHasToGo) {
  EXPECT_THAT(refusal_of_text("{\"a\": [1,\n]}"), StartsWith("x.json:2:1: "));
  EXPECT_THAT(refusal_of_text("{\"a\": [1,\n]}"), HasSubstr("the comma before it has to go"));
}

TEST(JsonReader, RefusesWhatFollowsTheDocument) {
  EXPECT_THAT(refusal_of_text("{} {}"), HasSubstr("expected end of input"));
}

TEST(JsonReader, NamesThePlaceOfWhatFollowsTheDocument) {
  EXPECT_THAT(refusal_of_text("{\n  \"a\": []\n}\n{}"), StartsWith("x.json:4:1: "));
  EXPECT_THAT(refusal_of_text("{\"a\": \"}\"}\n x"), StartsWith("x.json:2:2: "));
}

TEST(JsonReader, NamesThePlaceOfATextThatIsNotClosed) {
  EXPECT_THAT(refusal_of_text("{\n  \"a\": \"b,\n  \"c\": 1\n}"), StartsWith("x.json:2:8: "));
  EXPECT_THAT(refusal_of_text("{\n  \"a\": \"b\\\"\t\"\n}"), StartsWith("x.json:2:8: "));
}

TEST(JsonReader, RefusesBytesThatAreNotUtf8) {
  EXPECT_THAT(refusal_of_text("{\"a\": \"\xff\"}"), HasSubstr("not valid JSON: "));
}

TEST(JsonReader, RefusesDuplicateKeysAnywhereWithTheirPointer) {
  EXPECT_EQ(
      refusal_of_text(R"({"steps": [{}, {"event": "a", "list": 1, "event": "b"}]})"),
      "x.json:1:51: /steps/1/event: the key \"event\" stands more than once in this object; keep "
      "one of them");
}

TEST(JsonReader, EscapesPointersAsRfc6901Says) {
  EXPECT_THAT(refusal_of_text(R"({"a/b~c": {"x": 1, "x": 2}})"),
              StartsWith("x.json:1:25: /a~1b~0c/x: "));
}

TEST(JsonReader, RefusesUnknownKeysWithASuggestionAndTheKnownOnes) {
  const JsonDocument document = parse(R"({"steps": [{"evnet": "open"}]})");
  JsonObject step = document.root().object().require("steps").items().front().object();
  EXPECT_FALSE(step.find("source"));
  EXPECT_FALSE(step.find("event"));
  EXPECT_EQ(
      refusal_of([&] { step.finish(); }),
      "x.json:1:22: /steps/0/evnet: the key \"evnet\" is not known here; did you mean \"event\"? "
      "Known are: \"event\", \"source\"");
}

TEST(JsonReader, SuggestsNothingWhereNothingIsNear) {
  const JsonDocument document = parse(R"({"zzzzzz": 1})");
  JsonObject object = document.root().object();
  object.find("event");
  EXPECT_EQ(refusal_of([&] { object.finish(); }),
            "x.json:1:12: /zzzzzz: the key \"zzzzzz\" is not known here; known are: \"event\"");
}

TEST(JsonReader, NamesAnUnknownWordWithItsNeighbour) {
  const JsonDocument document = parse(R"({"event": "unsubscribed"})");
  const JsonValue event = document.root().object().require("event");
  const std::vector<std::string_view> known = {"subscribe", "unsubscribe"};
  EXPECT_EQ(
      refusal_of([&] { event.fail_unknown("event", known); }),
      "x.json:1:11: /event: \"unsubscribed\" is no event; did you mean \"unsubscribe\"? Known are: "
      "\"subscribe\", \"unsubscribe\"");
}

TEST(JsonReader, FreeKeysCountAsKnown) {
  const JsonDocument document = parse(R"({"b": 1, "a": 2})");
  JsonObject object = document.root().object();
  const auto members = object.members();
  ASSERT_EQ(members.size(), 2U);
  EXPECT_EQ(members[0].key, "b");
  EXPECT_EQ(members[1].value.integer(), 2);
  object.finish();
}

TEST(JsonReader, SaysWhatAValueShouldHaveBeen) {
  const JsonDocument document = parse(R"({"a": "5", "b": 0, "c": [], "d": 1.5, "e": "", "f": {}})");
  JsonObject object = document.root().object();
  EXPECT_EQ(refusal_of([&] { object.require("a").integer(); }),
            "x.json:1:7: /a: must be an integer, not \"5\"; write it without quotes");
  EXPECT_EQ(refusal_of([&] { object.require("b").id(); }),
            "x.json:1:17: /b: must be an integer of 1 or more, not 0");
  EXPECT_EQ(refusal_of([&] { object.require("b").integer(1, 9); }),
            "x.json:1:17: /b: must be an integer from 1 to 9, not 0");
  EXPECT_EQ(refusal_of([&] { object.require("c").text(); }),
            "x.json:1:25: /c: must be a text, not an array");
  EXPECT_EQ(refusal_of([&] { object.require("d").integer(); }),
            "x.json:1:34: /d: must be an integer, not 1.5");
  EXPECT_EQ(refusal_of([&] { object.require("e").name(); }), "x.json:1:44: /e: must not be empty");
  EXPECT_EQ(refusal_of([&] { object.require("f").duration_ms(); }),
            "x.json:1:53: /f: must be a duration in quotes such as \"250ms\", \"1m30s\" or \"2d\", "
            "not an object");
  EXPECT_EQ(refusal_of([&] { object.require("g"); }), "x.json: the key \"g\" is missing");
}

TEST(JsonReader, ReadsOneOfSeveralNames) {
  const JsonDocument document = parse(R"(["b", "c", 1])");
  const auto items = document.root().items();
  const std::vector<std::string_view> names = {"a", "b"};
  EXPECT_EQ(items[0].one_of("letter", names), 1U);
  EXPECT_THAT(refusal_of([&] { items[1].one_of("letter", names); }),
              StartsWith("x.json:1:7: /1: \"c\" is no letter; did you mean \"a\"?"));
  EXPECT_THAT(refusal_of([&] { items[2].one_of("letter", names); }), HasSubstr("must be a text"));
}

TEST(JsonReader, KeepsNumbersAsTheyAreWritten) {
  const JsonDocument document = parse(R"([1234.50, 7, "x", true, 99999999999999999999])");
  const auto items = document.root().items();
  EXPECT_EQ(items[0].text_or_number(), "1234.50");
  EXPECT_EQ(items[1].text_or_number(), "7");
  EXPECT_EQ(items[2].text_or_number(), "x");
  EXPECT_EQ(items[3].text_or_number(), "true");
  EXPECT_THAT(refusal_of([&] { items[4].integer(); }), HasSubstr("must be an integer"));
}

TEST(JsonReader, ReadsDurations) {
  const JsonDocument document = parse(R"(["250ms", "2s", "1m", "0", 0, "5", "-1s", "2x", 5, []])");
  const auto items = document.root().items();
  EXPECT_EQ(items[0].duration_ms(), 250);
  EXPECT_EQ(items[1].duration_ms(), 2000);
  EXPECT_EQ(items[2].duration_ms(), 60'000);
  EXPECT_EQ(items[3].duration_ms(), 0);
  EXPECT_EQ(items[4].duration_ms(), 0);
  for (std::size_t i = 5; i < items.size(); ++i) {
    EXPECT_THAT(refusal_of([&] { items[i].duration_ms(); }), HasSubstr("duration"));
  }
}

TEST(JsonReader, WritesAValueBackWithoutComments) {
  const JsonDocument document = parse(R"({"a": [1, 2.50, "x\n\"é", null, true], // comment
                "b": {}, "c": []})");
  EXPECT_EQ(document.root().json(), R"({"a":[1,2.50,"x\n\"é",null,true],"b":{},"c":[]})");
}

TEST(JsonReader, RefusesDocumentsThatAreTooDeep) {
  EXPECT_THAT(refusal_of_text(std::string(100'000, '[')), HasSubstr("more than 64 levels deep"));
}

TEST(JsonReader, RefusesWhatIsNoText) {
  EXPECT_EQ(refusal_of_text(" \n"), "x.json: is empty; JSON was expected");
  EXPECT_THAT(refusal_of_text(std::string("{\0}", 3)),
              StartsWith("x.json: is no text: byte 1 is NUL"));
}

TEST(JsonReader, NamesTheEncodingThatIsNotItsOwn) {
  using namespace std::string_literals;
  EXPECT_THAT(refusal_of_text("\xff\xfe{\0}\0"s), HasSubstr("is UTF-16"));
  EXPECT_THAT(refusal_of_text("\xfe\xff\0{\0}"s), HasSubstr("is UTF-16"));
  EXPECT_THAT(refusal_of_text("{\0}\0"s), HasSubstr("is UTF-16"));
  EXPECT_THAT(refusal_of_text("\0{\0}"s), HasSubstr("is UTF-16"));
  EXPECT_THAT(refusal_of_text("\xff\xfe\0\0{\0\0\0"s), HasSubstr("is UTF-32"));
  EXPECT_THAT(refusal_of_text("{\"n\": \"M\xfcller\"}"s),
              StartsWith("x.json:1:9: not valid JSON: the byte 0xFC is no UTF-8"));
  EXPECT_EQ(refusal_of_text("\xef\xbb\xbf{}"), "") << "a BOM is no mistake";
}

TEST(JsonReader, SaysWhatToDoAboutMistakesThatPeopleMake) {
  EXPECT_THAT(refusal_of_text("{“a”: 1}"), HasSubstr("the quote “ in this line is a curly one"));
  EXPECT_THAT(refusal_of_text("{\"a\": „b“}"), HasSubstr("curly"));
  EXPECT_THAT(refusal_of_text("{\"a”: \"b\"}\n"), HasSubstr("curly"));
  EXPECT_THAT(refusal_of_text("# a\n{}"), HasSubstr("a comment begins with //"));
  EXPECT_THAT(refusal_of_text("{\"a\": 1, # one\n\"b\": 2}"), HasSubstr("begins with //"));
  EXPECT_THAT(refusal_of_text("{'a': 1}"), HasSubstr("stand in double quotes"));
  EXPECT_THAT(refusal_of_text("{a: 1}"), HasSubstr("a key stands in double quotes: \"a\""));
  EXPECT_THAT(refusal_of_text("name: x"), HasSubstr("a key stands in double quotes: \"name\""));
  EXPECT_THAT(refusal_of_text("{\"a\": True}"), HasSubstr("true, false and null, and no True"));
  EXPECT_THAT(refusal_of_text("{\"a\": None}"), HasSubstr("and no None"));
  EXPECT_THAT(refusal_of_text("{\"a\": open}"), HasSubstr("a text stands in double quotes"));
}

TEST(JsonReader, NamesAKeyThatIsSpelledInAnotherWay) {
  for (const char* key : {"First_Name", "firstName", "first-name"}) {
    const JsonDocument document = parse("{\"" + std::string(key) + "\": 1}");
    JsonObject object = document.root().object();
    EXPECT_EQ(refusal_of([&] { object.find("first_name"); }),
              fmt::format("x.json:1:{}: /{}: the key \"{}\" is written \"first_name\" here",
                          std::string_view(key).size() + 6, key, key));
  }
}

TEST(JsonReader, NamesLineAndColumnOfEachValueWhateverStandsBeforeIt) {
  const JsonDocument document = parse(
      "\xef\xbb\xbf{ // \"a\": 1 {\n"
      "  \"é\\\"\": /* : , \n */ [true,\t-1.5e3 ,\"x\"],\r\n"
      "  \"b\": {\"c\":null}}");
  const auto told = [](const JsonValue& value) { return refusal_of([&] { value.fail("!"); }); };
  JsonObject object = document.root().object();
  const auto items = object.require("é\"").items();
  EXPECT_EQ(told(items[0]), "x.json:3:6: /é\"/0: !");
  EXPECT_EQ(told(items[1]), "x.json:3:12: /é\"/1: !");
  EXPECT_EQ(told(items[2]), "x.json:3:20: /é\"/2: !");
  EXPECT_EQ(told(object.require("b")), "x.json:4:8: /b: !");
  EXPECT_EQ(told(object.require("b").object().require("c")), "x.json:4:13: /b/c: !");
  EXPECT_EQ(told(document.root()), "x.json: !");
}

TEST(JsonReader, NamesThePlaceOfASeparatorTooMany) {
  EXPECT_THAT(refusal_of_text("{\"a\":: 1}"), StartsWith("x.json:1:6: "));
  EXPECT_THAT(refusal_of_text("[1,, 2]"), StartsWith("x.json:1:4: "));
  EXPECT_THAT(refusal_of_text("[ ,1]"), StartsWith("x.json:1:3: "));
}

TEST(JsonReader, TellsTheMistakesOfACallsBodyByPointer) {
  const auto told = [](std::string_view text) {
    return refusal_of([&] { JsonDocument::parse(text, "").root().object().require("a").text(); });
  };
  EXPECT_EQ(told(R"({"a": 1})"), "/a: must be a text, not 1");
  EXPECT_EQ(told("{\n \"a\": 1}\n"), "/a: must be a text, not 1 (line 2, column 7)");
  EXPECT_EQ(told("{\"a\": 1}\n"), "/a: must be a text, not 1");
  EXPECT_EQ(told("{}"), "the body: the key \"a\" is missing");
  EXPECT_THAT(told("{\n'a'"), StartsWith("line 2, column 1: not valid JSON: texts and keys"));
}

TEST(JsonReader, QuotesNothingOfADocumentThatHoldsSecrets) {
  const auto told = [](std::string_view text) {
    return refusal_of([&] {
      const auto document = JsonDocument::parse(text, "x.json", {.holds_secrets = true});
      document.root().object().require("key").object();
    });
  };
  EXPECT_EQ(told(R"({"key": "s3cret"})"), "x.json:1:9: /key: must be an object, not a text");
  EXPECT_EQ(told(R"({"key": 37})"), "x.json:1:9: /key: must be an object, not an integer");
  for (const char* broken : {"s3cret", "s3cret: 1", "{\"key\": \"s3cret\ns3cret\"}", "\"s3cret",
                             "{\"key\": \"s3cret\\x\"}", "[1s3cret]"}) {
    EXPECT_THAT(told(broken), testing::Not(HasSubstr("s3cret"))) << broken;
  }
}

TEST(JsonReader, BoundsTheValuesOfADocument) {
  EXPECT_EQ(refusal_of([] { JsonDocument::parse("[[], 1, 2]", "", {.values_max = 3}); }),
            "the body: holds more than 3 values; split it into several");
  EXPECT_EQ(refusal_of([] { JsonDocument::parse("[[], 1]", "", {.values_max = 3}); }), "");
}

TEST(JsonReader, ReadsPairsOfNamesAndValuesInEitherForm) {
  for (const char* text : {R"({"b": "1", "a": "2"})", R"([["b", "1"], ["a", "2"]])"}) {
    const JsonDocument document = parse(text);
    const auto pairs = document.root().pairs();
    ASSERT_EQ(pairs.size(), 2U) << text;
    EXPECT_EQ(pairs[0].name, "b") << text;
    EXPECT_EQ(pairs[1].value.text(), "2") << text;
  }
  const JsonDocument document = parse(R"([["a", "1"], ["b"]])");
  EXPECT_EQ(refusal_of([&] { document.root().pairs(); }),
            "x.json:1:14: /1: must be a pair, [name, value]");
}

TEST(JsonReader, FindsTheNearestValueOnAPath) {
  const JsonDocument document = parse(R"({"a": [{"b/c": 1}]})");
  const auto pointer_at = [&](std::string_view path) {
    return document.root().nearest(path).pointer();
  };
  EXPECT_EQ(pointer_at("a/0"), "/a/0");
  EXPECT_EQ(pointer_at("a/0/x/y"), "/a/0");
  EXPECT_EQ(pointer_at("a/1"), "/a");
  EXPECT_EQ(pointer_at(""), "");
}

TEST(JsonReader, ReadsNumbersWithinBounds) {
  const JsonDocument document = parse(R"([12.5, 7, "8", -1])");
  const auto items = document.root().items();
  EXPECT_EQ(items[0].number(0, 100), 12.5);
  EXPECT_EQ(items[1].number(0), 7);
  EXPECT_EQ(refusal_of([&] { items[2].number(0, 100); }),
            "x.json:1:11: /2: must be a number from 0 to 100, not \"8\"; write it without quotes");
  EXPECT_EQ(refusal_of([&] { items[3].number(0); }),
            "x.json:1:16: /3: must be a number of 0 or more, not -1");
}

TEST(JsonReaderFile, ReadsAFile) {
  const TempFolder folder;
  const std::string file = folder.file("a.json");
  std::ofstream(file) << "{\"a\": 1}";
  const JsonDocument document = JsonDocument::read_file(file);
  EXPECT_EQ(document.root().file(), file);
  EXPECT_EQ(document.root().object().require("a").integer(), 1);
}

TEST(JsonReaderFile, SaysWhatIsWrongWithThePath) {
  const TempFolder folder;
  const std::string missing = folder.file("missing.json");
  EXPECT_EQ(refusal_of([&] { JsonDocument::read_file(missing); }),
            missing + ": there is no such file; check the path");
  EXPECT_EQ(refusal_of([&] { JsonDocument::read_file(folder.path()); }),
            folder.path().string() + ": is a folder; a JSON file was expected");
}

TEST(JsonReaderFile, RefusesFilesOverTheLimitWithoutReadingThemWhole) {
  const TempFolder folder;
  const std::string file = folder.file("large.json");
  std::ofstream(file) << "{}";
  std::filesystem::resize_file(file, kJsonFileBytesMax * 4);
  EXPECT_EQ(refusal_of([&] { JsonDocument::read_file(file); }),
            file + ": is larger than 4096 MiB; split it into several files");
}

}  // namespace
}  // namespace hookline
