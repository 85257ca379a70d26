#include "catcher/verdicts/json_layout.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr JsonTexts kJavaScript{};
constexpr JsonTexts kPhp{.beyond_ascii = true, .slash = true};
constexpr JsonTexts kPython{.beyond_ascii = true, .del = true};
constexpr JsonTexts kGo{.line_separators = true, .ascii = "<>&"};

constexpr std::string_view kSome = R"( { "a" : [ 1.50 , "x y" , { } , [ ] ] , "b":null } )";

TEST(JsonLayout, DropsTheBlanksBetweenTokensAlone) {
  EXPECT_EQ(laid_out(kSome, {}), R"({"a":[1.50,"x y",{},[]],"b":null})");
}

TEST(JsonLayout, IndentsEachLevel) {
  EXPECT_EQ(laid_out(kSome, {.indent = "  ", .colon = ": "}),
            "{\n  \"a\": [\n    1.50,\n    \"x y\",\n    {},\n    []\n  ],\n  \"b\": null\n}");
}

TEST(JsonLayout, PutsBlanksAfterCommasAndColons) {
  EXPECT_EQ(laid_out(kSome, {.comma = ", ", .colon = ": "}),
            R"({"a": [1.50, "x y", {}, []], "b": null})");
}

TEST(JsonLayout, EscapesAsEachLanguageDoes) {
  constexpr std::string_view kText = R"(["\u00e9\/<\ud83d\ude00\u0001\b\""])";
  EXPECT_EQ(laid_out(kText, {}), kText);
  EXPECT_EQ(laid_out(kText, {.texts = kJavaScript}), "[\"é/<😀\\u0001\\b\\\"\"]");
  EXPECT_EQ(laid_out(kText, {.texts = kPhp}), R"(["\u00e9\/<\ud83d\ude00\u0001\b\""])");
  EXPECT_EQ(laid_out(kText, {.texts = kPython}), R"(["\u00e9/<\ud83d\ude00\u0001\b\""])");
  EXPECT_EQ(laid_out(kText, {.texts = kGo}), "[\"é/\\u003c😀\\u0001\\b\\\"\"]");
}

TEST(JsonLayout, EscapesDeleteAndLineSeparatorsWhereAWriterDoes) {
  constexpr std::string_view kText = R"(["\u007f\u2028\u001f\f\""])";
  EXPECT_EQ(laid_out(kText, {.texts = kJavaScript}), "[\"\x7f\u2028\\u001f\\f\\\"\"]");
  EXPECT_EQ(laid_out(kText, {.texts = JsonTexts{.del = true}}),
            "[\"\\u007f\u2028\\u001f\\f\\\"\"]");
  EXPECT_EQ(laid_out(kText, {.texts = kGo}), "[\"\x7f\\u2028\\u001f\\f\\\"\"]");
  const JsonTexts capitals{
      .beyond_ascii = true, .del = true, .ascii = "\"", .capitals = true, .short_controls = "\n"};
  EXPECT_EQ(laid_out(kText, {.texts = capitals}), R"(["\u007F\u2028\u001F\u000C\u0022"])");
}

TEST(JsonLayout, OpensWhatIsEmptyWhereAWriterDoes) {
  EXPECT_EQ(
      laid_out(
          R"({"a":[],"b":{}})",
          {.indent = "  ", .colon = ": ", .opens_empty_arrays = true, .opens_empty_objects = true}),
      "{\n  \"a\": [\n\n  ],\n  \"b\": {\n  }\n}");
  EXPECT_EQ(laid_out("[]", {.indent = "  ", .opens_empty_arrays = true}), "[\n\n]");
}

TEST(JsonLayout, LeavesTextsThatAreNotSoundAsTheyAre) {
  for (const char* text : {R"(["\ud800"])", R"(["\x"])", "[\"\xff\"]", R"(["\u12"])"}) {
    EXPECT_EQ(laid_out(text, {.texts = kJavaScript}), text);
  }
}

TEST(JsonLayout, KnowsNothingButObjectsAndArrays) {
  EXPECT_FALSE(laid_out("", {}));
  EXPECT_FALSE(laid_out("  a=b", {}));
  EXPECT_FALSE(laid_out("\"text\"", {}));
}

TEST(JsonLayout, IsBoundedWhateverTheDepth) {
  const std::string deep(100'000, '[');
  const auto out = laid_out(deep, {.indent = "  "});
  ASSERT_TRUE(out);
  EXPECT_LT(out->size(), deep.size() * 200);
}

}  // namespace
}  // namespace hookline
