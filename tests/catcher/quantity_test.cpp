#include "catcher/quantity.h"

#include <stdexcept>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

std::string refusal_of_duration(std::string_view text) {
  try {
    parse_duration_ms(text);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

std::string refusal_of_size(std::string_view text) {
  try {
    parse_size(text);
  } catch (const std::invalid_argument& refused) {
    return refused.what();
  }
  return "";
}

TEST(Duration, ReadsEachUnit) {
  EXPECT_EQ(parse_duration_ms("250ms"), 250);
  EXPECT_EQ(parse_duration_ms("2s"), 2000);
  EXPECT_EQ(parse_duration_ms("1m"), 60'000);
}

TEST(Duration, TakesZeroWithoutUnit) {
  EXPECT_EQ(parse_duration_ms("0"), 0);
  EXPECT_EQ(parse_duration_ms("0ms"), 0);
}

TEST(Duration, RefusesWhatHasNoUnitOrNumber) {
  for (const char* text : {"", "5", "ms", "-1s", "1.5s", "2 s", "2h", "2S", " 2s", "2s ", "+2s"}) {
    EXPECT_THAT(refusal_of_duration(text), HasSubstr("is not a duration")) << text;
  }
}

TEST(Duration, RefusesMoreThanADay) {
  EXPECT_EQ(parse_duration_ms("1440m"), 86'400'000);
  EXPECT_THAT(refusal_of_duration("1441m"), HasSubstr("too long"));
  EXPECT_THAT(refusal_of_duration("18446744073709551615m"), HasSubstr("too long"));
  EXPECT_THAT(refusal_of_duration("99999999999999999999999s"), HasSubstr("not a duration"));
}

TEST(Duration, IsWrittenInTheLargestWholeUnit) {
  EXPECT_EQ(duration_text(0), "0ms");
  EXPECT_EQ(duration_text(1500), "1500ms");
  EXPECT_EQ(duration_text(2000), "2s");
  EXPECT_EQ(duration_text(120'000), "2m");
}

TEST(Size, CountsInPowersOf1024) {
  EXPECT_EQ(parse_size("0"), 0u);
  EXPECT_EQ(parse_size("4096"), 4096u);
  EXPECT_EQ(parse_size("512k"), 524'288u);
  EXPECT_EQ(parse_size("64M"), 67'108'864u);
  EXPECT_EQ(parse_size("2g"), 2'147'483'648u);
}

TEST(Size, RefusesWhatIsNoSize) {
  for (const char* text : {"", "M", "-1", "1.5M", "64MB", "64 M", "1T"}) {
    EXPECT_THAT(refusal_of_size(text), HasSubstr("is not a size")) << text;
  }
}

TEST(Size, RefusesWhatDoesNotFit) {
  EXPECT_THAT(refusal_of_size("9999999999G"), HasSubstr("too large"));
}

}  // namespace
}  // namespace hookline
