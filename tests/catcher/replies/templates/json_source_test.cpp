#include "catcher/replies/templates/json_source.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;

std::string at(std::string_view text, std::string_view path) {
  return std::string(json_source_at(text, json_path(path)).value_or("(none)"));
}

TEST(JsonPath, IsDottedOrAPointer) {
  EXPECT_THAT(json_path("a.0.b"), ElementsAre("a", "0", "b"));
  EXPECT_THAT(json_path("a..b."), ElementsAre("a", "", "b", ""));
  EXPECT_THAT(json_path("/a.b/0"), ElementsAre("a.b", "0"));
  EXPECT_THAT(json_path("/"), ElementsAre(""));
  EXPECT_THAT(json_path("/a~1b/c~0d/~2//"), ElementsAre("a/b", "c~d", "~2", "", ""));
}

TEST(JsonSource, IsWhatWasSentLetterForLetter) {
  const std::string text = R"({"big": 12345678901234567890123, "small": 1.10, "exp": 1e2,
      "minus": -0, "order": {"b": 1, "a": [2 , 3]}, "text": "\u00fc\/"})";
  EXPECT_EQ(at(text, "big"), "12345678901234567890123");
  EXPECT_EQ(at(text, "small"), "1.10");
  EXPECT_EQ(at(text, "exp"), "1e2");
  EXPECT_EQ(at(text, "minus"), "-0");
  EXPECT_EQ(at(text, "order"), R"({"b": 1, "a": [2 , 3]})");
  EXPECT_EQ(at(text, "order.a.1"), "3");
  EXPECT_EQ(at(text, "text"), R"("\u00fc\/")");
}

TEST(JsonSource, IsReadWhateverStandsElsewhere) {
  for (const char* odd :
       {R"({"a": NaN, "id": 7})", R"({"id": 7, "a": )", R"({"id": 7,})", R"({"id": 7} trailing)",
        R"({"a": 'x', "id": 7})", "{\"a\": \"\xff\", \"id\": 7}", R"({"a": "\ud800", "id": 7})",
        R"({"a": [1,,2], "id": 7})", "{// note\n\"id\": 7}", R"({a: 1, "id": 7})",
        R"({"a": 01, "id": 7})", R"({"a": , "id": 7})", "\xef\xbb\xbf{\"id\": 7}",
        R"({"id": 7, "a": "cut of)", "{\"a\": \"line\nbreak\", \"id\": 7}", R"(/* x */ {"id":7})",
        R"({"id": 7 "a": 1})", R"({,"id": 7})"}) {
    EXPECT_EQ(at(odd, "id"), "7") << odd;
  }
}

TEST(JsonSource, ReachesNamesWithDotsAndEmptyOnes) {
  const std::string text = R"({"a.b": {"": 1}, "": [2], "c/d": 3, "~": 4, "\u0065": 5})";
  EXPECT_EQ(at(text, "/a.b/"), "1");
  EXPECT_EQ(at(text, "//0"), "2");
  EXPECT_EQ(at(text, "/c~1d"), "3");
  EXPECT_EQ(at(text, "/~0"), "4");
  EXPECT_EQ(at(text, "e"), "5");
  EXPECT_EQ(at(R"({"a": {"": {"b": 6}}})", "a..b"), "6");
}

TEST(JsonSource, TakesTheLastOfANameThatStandsTwice) {
  EXPECT_EQ(at(R"({"a": 1, "a": 2})", "a"), "2");
}

TEST(JsonSource, IsNoneWhereNothingIs) {
  for (const char* text :
       {"", "  ", "7", "\"a\"", "[]", "{}", "[1", "{", "{\"a\"", "{\"a\":", "{\"a\":}",
        "{\"a\": \"open", "{\"a\": [1", "{\"a\": 12", "nonsense", "[,]"}) {
    EXPECT_EQ(at(text, "a"), "(none)") << text;
  }
  EXPECT_EQ(at("[1,2]", "2"), "(none)");
  EXPECT_EQ(at("[1,2]", "-1"), "(none)");
  EXPECT_EQ(at("[1,2]", "1x"), "(none)");
  EXPECT_EQ(at(R"({"a": 1})", "a.b"), "(none)");
}

TEST(JsonSource, IsFoundAtAnyDepthWithoutADeepStack) {
  const std::string deep = std::string(1'000'000, '[') + std::string(1'000'000, ']');
  EXPECT_EQ(at("{\"deep\": " + deep + ", \"id\": 7}", "id"), "7");
  EXPECT_EQ(at("{\"deep\": " + deep + "}", "deep").size(), deep.size());
}

TEST(JsonTextIn, UndoesQuotesAndEscapes) {
  EXPECT_EQ(json_text_in(R"("\u00fc\/\n")"), "ü/\n");
  EXPECT_EQ(json_text_in("1e2"), "1e2");
  EXPECT_EQ(json_text_in("\"\xff\""), "\xff");
  EXPECT_EQ(json_text_in(R"("\ud800")"), R"(\ud800)");
}

}  // namespace
}  // namespace hookline
