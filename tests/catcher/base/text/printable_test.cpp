#include "catcher/base/text/printable.h"

#include "catcher/base/json/json_writer.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

TEST(Printable, LeavesWhatIsSeenAlone) {
  const std::string text =
      "gr\u00fc\u00df \u20ac \U0001F600\uFE0F \u05e9\u2013 C:\\new \uFFFD \uFFFC";
  EXPECT_EQ(printable(text), text);
  EXPECT_EQ(printable(""), "");
}

TEST(Printable, ShowsControlBytesInsteadOfObeyingThem) {
  EXPECT_EQ(printable("\x1b[2J\r\n\t\x7f"), "\\x1b[2J\\x0d\\x0a\\x09\\x7f");
  EXPECT_EQ(printable(std::string("\0", 1)), "\\x00");
  EXPECT_EQ(printable("\u009b31m \u0080 \u0085"), "\\u009b31m \\u0080 \\u0085");
}

TEST(Printable, ShowsMarksThatTurnTheDirectionOfWriting) {
  EXPECT_EQ(printable("a\u202egpj.exe"), "a\\u202egpj.exe");
  EXPECT_EQ(printable("\u2066x\u2069 \u200e\u200f \u061c \u202a"),
            "\\u2066x\\u2069 \\u200e\\u200f \\u061c \\u202a");
}

TEST(Printable, ShowsWhatHasNoWidthOrEndsALine) {
  EXPECT_EQ(printable("a\u200bb\u200c\u200d\u2060\ufeff\u00ad\u180e"),
            "a\\u200bb\\u200c\\u200d\\u2060\\ufeff\\u00ad\\u180e");
  EXPECT_EQ(printable("\u2028\u2029"), "\\u2028\\u2029");
  EXPECT_EQ(printable("\U000E0041\U000E007F"), "\\U000e0041\\U000e007f");
  EXPECT_EQ(printable("\uFFF9\uFFFE\uFFFF"), "\\ufff9\\ufffe\\uffff");
}

TEST(Printable, ShowsEachByteThatIsNotUtf8) {
  EXPECT_EQ(printable("\xff\xc3"), "\\xff\\xc3");
  EXPECT_EQ(printable("\x9b[31m"), "\\x9b[31m");
  EXPECT_EQ(printable("\xC0\xAF \xED\xA0\x80"), "\\xc0\\xaf \\xed\\xa0\\x80");
  EXPECT_EQ(printable("\xF4\x90\x80\x80"), "\\xf4\\x90\\x80\\x80");
  EXPECT_EQ(printable("\xe2\x80"), "\\xe2\\x80");
}

TEST(Printable, CutsBetweenCharacters) {
  EXPECT_EQ(printable(std::string(20, 'a'), 5), "aaaaa…");
  EXPECT_EQ(printable("aaa\u20ac\u20ac", 5), "aaa…");
  EXPECT_EQ(printable("aaa\u20ac", 6), "aaa\u20ac");
  EXPECT_EQ(printable("\x80\x80\x80\x80\x80\x80", 5), "\\x80\\x80\\x80\\x80\\x80…");
}

TEST(PrintableLine, IsOneLineOfBoundedLengthThatKeepsItsEnd) {
  EXPECT_EQ(printable_line("first\nsecond \x1b[31m"), "first second \\x1b[31m");
  const std::string line = printable_line("begin " + std::string(1'000'000, 'x') + " what to do");
  EXPECT_THAT(line, StartsWith("begin xxx"));
  EXPECT_THAT(line, HasSubstr("xxx…xxx"));
  EXPECT_THAT(line, EndsWith("xxx what to do"));
  EXPECT_LT(line.size(), 5'000U);
}

std::string json_string(const std::string& text) {
  std::string out;
  append_json_string(out, text);
  return out;
}

TEST(JsonString, HasNothingThatSteersATerminalAndMeansTheSame) {
  EXPECT_EQ(json_string("\x1b[31m\x7f"), "\"\\u001b[31m\\u007f\"");
  EXPECT_EQ(json_string("aaaaaaaaaaaa\x7f"), "\"aaaaaaaaaaaa\\u007f\"");
  EXPECT_EQ(json_string("\u009bx\u202e\u200b\u2028"), "\"\\u009bx\\u202e\\u200b\\u2028\"");
  EXPECT_EQ(json_string("\U000E0041"), "\"\\udb40\\udc41\"");
  EXPECT_EQ(json_string("gr\u00fc\u00df \u20ac \U0001F600"),
            "\"gr\u00fc\u00df \u20ac \U0001F600\"");
  const std::string all = "\u009b\x7f\u202e\U000E0041\U0001F600\u00e9\u2013\"\\";
  EXPECT_EQ(nlohmann::json::parse(json_string(all)).get<std::string>(), all);
  EXPECT_EQ(json_to_show("{\n\"\u009b\":\"\u202e\u00e9\x7f\"}"),
            "{\n\"\\u009b\":\"\\u202e\u00e9\\u007f\"}");
}

}  // namespace
}  // namespace hookline
