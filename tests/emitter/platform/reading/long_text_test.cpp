#include "emitter/platform/reading/long_text.h"

#include "catcher/base/json/json_reader.h"
#include "catcher/base/process/failure.h"
#include "tests/support/refusal.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;

std::string text_of(std::string_view json) {
  const auto document = JsonDocument::parse(json, "text.json");
  return read_long_text(document.root());
}

std::string refusal_of(std::string_view json) {
  return test::refusal(ExitCode::kInvalidInput, [&] { text_of(json); });
}

TEST(LongText, IsATextOrANumberAsItStands) {
  EXPECT_EQ(text_of(R"("a b")"), "a b");
  EXPECT_EQ(text_of("1044055.5"), "1044055.5");
}

TEST(LongText, RepeatsAPart) {
  EXPECT_EQ(text_of(R"({"repeat": "ab ", "times": 3})"), "ab ab ab ");
  EXPECT_EQ(text_of(R"({"repeat": "é", "times": 2})"), "éé");
  EXPECT_EQ(text_of(R"({"repeat": "a", "times": 0})"), "");
}

TEST(LongText, MayBeAsLongAsItsLimit) {
  EXPECT_EQ(text_of(R"({"repeat": "0123456789abcdef", "times": 4194304})").size(),
            kLongTextBytesMax);
  EXPECT_THAT(refusal_of(R"({"repeat": "0123456789abcdef", "times": 4194305})"),
              HasSubstr("would be longer than 64 MiB"));
  EXPECT_THAT(refusal_of(R"({"repeat": "ab", "times": 9223372036854775807})"),
              HasSubstr("would be longer than 64 MiB"));
}

TEST(LongText, IsAnyBytesInBase64) {
  EXPECT_EQ(text_of(R"({"base64": "AP8K"})"), std::string("\0\xff\n", 3));
  EXPECT_EQ(text_of(R"({"base64": ""})"), "");
  EXPECT_THAT(refusal_of(R"({"base64": "AP8"})"),
              AllOf(HasSubstr("/base64"), HasSubstr("is no base64")));
  EXPECT_THAT(refusal_of(R"({"base64": "AA==", "times": 2})"), HasSubstr("/times"));
}

TEST(LongText, RefusesWhatItCannotRepeat) {
  EXPECT_THAT(refusal_of(R"({"repeat": "", "times": 3})"),
              AllOf(HasSubstr("/repeat"), HasSubstr("empty")));
  EXPECT_THAT(refusal_of(R"({"repeat": "a", "times": -1})"), HasSubstr("/times"));
  EXPECT_THAT(refusal_of(R"({"repeat": "a"})"), HasSubstr("\"times\" is missing"));
  EXPECT_THAT(refusal_of(R"({"repeat": "a", "times": 2, "of": 3})"), HasSubstr("/of"));
  EXPECT_THAT(refusal_of(R"(["a"])"), HasSubstr("must be a text or a number"));
}

}  // namespace
}  // namespace hookline
