#include "catcher/signatures/json_layout.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using Texts = JsonLayout::Texts;

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
  EXPECT_EQ(laid_out(kText, {.texts = Texts::kJavaScript}), "[\"é/<😀\\u0001\\b\\\"\"]");
  EXPECT_EQ(laid_out(kText, {.texts = Texts::kPhp}), R"(["\u00e9\/<\ud83d\ude00\u0001\b\""])");
  EXPECT_EQ(laid_out(kText, {.texts = Texts::kPython}), R"(["\u00e9/<\ud83d\ude00\u0001\b\""])");
  EXPECT_EQ(laid_out(kText, {.texts = Texts::kGo}), "[\"é/\\u003c😀\\u0001\\b\\\"\"]");
}

TEST(JsonLayout, LeavesTextsThatAreNotSoundAsTheyAre) {
  for (const char* text : {R"(["\ud800"])", R"(["\x"])", "[\"\xff\"]", R"(["\u12"])"}) {
    EXPECT_EQ(laid_out(text, {.texts = Texts::kJavaScript}), text);
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
