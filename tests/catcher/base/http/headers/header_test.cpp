#include "catcher/base/http/headers/header.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(Header, IsFoundWhateverItsCaseAndTheFirstOfRepeats) {
  const Headers headers = {{"X-A", "1"}, {"x-a", "2"}};
  EXPECT_EQ(find_header(headers, "x-A"), "1");
  EXPECT_EQ(find_header(headers, "x-b"), std::nullopt);
}

TEST(HeaderField, CannotHoldWhatWouldStartANewLine) {
  for (const std::string bad : {"a\r\nEvil: 1", "a\n", "a\r", "\x01", "\x7f"}) {
    EXPECT_THROW(HeaderField("X", bad), std::invalid_argument) << bad;
  }
  EXPECT_THROW(HeaderField("X", std::string("a\0b", 3)), std::invalid_argument);
}

TEST(HeaderField, TakesTokensAsNamesAlone) {
  for (const char* bad : {"", "a b", "a:", "a\r\n", "\xc3\xa4", "(a)"}) {
    EXPECT_THROW(HeaderField(bad, "v"), std::invalid_argument) << bad;
  }
  EXPECT_EQ(HeaderField("X-Foo_1!", "v").name(), "X-Foo_1!");
}

TEST(HeaderField, TakesTabsAndBytesOver127InValues) {
  EXPECT_EQ(HeaderField("X", "a\tb \xc3\xa4").value(), "a\tb \xc3\xa4");
}

TEST(HeaderField, SaysWhichByteIsWrongAndWhere) {
  try {
    HeaderField("X", "ab\n");
    FAIL();
  } catch (const std::invalid_argument& error) {
    EXPECT_STREQ(error.what(),
                 "the value of header X has byte 0x0a at position 3, which is not allowed");
  }
}

}  // namespace
}  // namespace hookline
