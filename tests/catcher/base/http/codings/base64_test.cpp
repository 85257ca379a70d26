#include "catcher/base/http/codings/base64.h"

#include "catcher/base/text/utf8.h"

#include <random>
#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string base64(std::string_view bytes) {
  std::string out;
  append_base64(out, bytes);
  return out;
}

TEST(Base64, WritesTheExamplesOfTheRfc) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foo"), "Zm9v");
  EXPECT_EQ(base64("foob"), "Zm9vYg==");
  EXPECT_EQ(base64("\xfb\xff"), "+/8=");
}

TEST(Base64, ReadsBackAnyBytes) {
  std::mt19937 random(1);
  for (std::size_t size = 0; size < 300; ++size) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    EXPECT_EQ(decode_base64(base64(bytes)), bytes);
  }
}

TEST(Base64, RefusesWhatIsNone) {
  for (const char* text : {"Z", "Zg=", "Zg", "Z===", "Zm9v!", "Zm 9", "=Zg=", "Zg==Zg=="}) {
    EXPECT_FALSE(decode_base64(text)) << text;
  }
}

TEST(Utf8, TakesWhatIsWellFormed) {
  for (const char* text :
       {"", "ascii", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
    EXPECT_TRUE(is_utf8("long enough to go by words " + std::string(text) + " and on")) << text;
  }
}

TEST(Utf8, RefusesOverlongSurrogatesAndTooLarge) {
  for (const char* text : {"\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc2", "\xc2\x41",
                           "\xe0\x9f\xbf", "\xed\xa0\x80", "\xe2\x82", "\xf0\x8f\xbf\xbf",
                           "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xf0\x9f\x98"}) {
    EXPECT_FALSE(is_utf8(text));
    EXPECT_EQ(utf8_prefix("0123456789" + std::string(text)), 10u);
  }
}

TEST(Utf8, PutsOneReplacementForEachSequenceThatBreaksOff) {
  const std::string mark = "\xef\xbf\xbd";
  EXPECT_EQ(with_replacements("a\xc3\xa9z"), "a\xc3\xa9z");
  EXPECT_EQ(with_replacements("\xff"
                              "a\xff\xfe"),
            mark + "a" + mark + mark);
  EXPECT_EQ(with_replacements("\xe2\x82"
                              "a"),
            mark + "a");
  EXPECT_EQ(with_replacements("\xf0\x9f\x98"), mark);
  EXPECT_EQ(with_replacements("\xed\xa0\x80"), mark + mark + mark);
  EXPECT_EQ(with_replacements("\xe0\x80"), mark + mark);
  EXPECT_EQ(with_replacements("\xc2"), mark);
}

}  // namespace
}  // namespace hookline
