#include "catcher/base/units/quantity.h"

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
  EXPECT_EQ(parse_duration_ms("1h"), 3'600'000);
  EXPECT_EQ(parse_duration_ms("2d"), 172'800'000);
  EXPECT_EQ(parse_duration_ms("3000us"), 3);
}

TEST(Duration, AddsUpPartsOfSmallerAndSmallerUnits) {
  EXPECT_EQ(parse_duration_ms("1m30s"), 90'000);
  EXPECT_EQ(parse_duration_ms("1d2h3m4s5ms"), 93'784'005);
  EXPECT_EQ(parse_duration_ms("90m"), 5'400'000);
  EXPECT_EQ(parse_duration_ms("1h 30m"), 5'400'000);
  EXPECT_EQ(parse_duration_ms(" 5 s "), 5'000);
}

TEST(Duration, TakesFractions) {
  EXPECT_EQ(parse_duration_ms("0.5s"), 500);
  EXPECT_EQ(parse_duration_ms("1.5h"), 5'400'000);
  EXPECT_EQ(parse_duration_ms(".25s"), 250);
  EXPECT_EQ(parse_duration_ms("0.001s"), 1);
  EXPECT_EQ(parse_duration_ms("1.000000000000s"), 1'000);
  EXPECT_EQ(parse_duration_ns("0.5us"), 500);
  EXPECT_EQ(parse_duration_ns("1.5ms"), 1'500'000);
}

TEST(Duration, RefusesWhatIsFinerThanItCanTell) {
  EXPECT_THAT(refusal_of_duration("0.5ms"), HasSubstr("finer than a millisecond"));
  EXPECT_THAT(refusal_of_duration("1.0005s"), HasSubstr("finer than a millisecond"));
  EXPECT_THAT(refusal_of_duration("0.0000000001s"), HasSubstr("finer than can be told apart"));
}

TEST(Duration, TakesZeroWithoutUnit) {
  EXPECT_EQ(parse_duration_ms("0"), 0);
  EXPECT_EQ(parse_duration_ms("0ms"), 0);
  EXPECT_EQ(parse_duration_ms("0.0s"), 0);
}

TEST(Duration, RefusesWhatIsNotOfItsGrammarAndNamesThat) {
  for (const char* text :
       {"",          " ",     "5",    "ms",   "-1s",  "1.s", "2S",  "+2s", "1e3s", "0,5s",
        "5 seconds", "30s1m", "1s1s", "1m30", "1:30", "s1",  "1ss", ".s",  "\t5s", "1s\n"}) {
    EXPECT_THAT(refusal_of_duration(text), HasSubstr("is not a duration")) << text;
    EXPECT_THAT(refusal_of_duration(text), HasSubstr("as in 250ms, 0.5s, 1m30s or 2d")) << text;
  }
}

TEST(Duration, RefusesMoreThan366Days) {
  EXPECT_EQ(parse_duration_ms("366d"), 31'622'400'000);
  for (const char* text :
       {"367d", "366d1us", "18446744073709551615m", "99999999999999999999999s"}) {
    EXPECT_THAT(refusal_of_duration(text), HasSubstr("too long; 366d is the most")) << text;
  }
}

TEST(Duration, IsWrittenInTheLargestWholeUnitAndReadBack) {
  EXPECT_EQ(duration_text(0), "0ms");
  EXPECT_EQ(duration_text(1500), "1500ms");
  EXPECT_EQ(duration_text(2000), "2s");
  EXPECT_EQ(duration_text(120'000), "2m");
  EXPECT_EQ(duration_text(5'400'000), "90m");
  EXPECT_EQ(duration_text(7'200'000), "2h");
  EXPECT_EQ(duration_text(172'800'000), "2d");
  for (const std::int64_t ms : {1, 999, 61'000, 3'600'000, 86'400'000}) {
    EXPECT_EQ(parse_duration_ms(duration_text(ms)), ms);
  }
}

TEST(LongDuration, IsToldToTheSecondTheLargestUnitFirst) {
  EXPECT_EQ(long_duration_text(-5), "0s");
  EXPECT_EQ(long_duration_text(999), "0s");
  EXPECT_EQ(long_duration_text(59'999), "59s");
  EXPECT_EQ(long_duration_text(7'505'000), "2h5m5s");
  EXPECT_EQ(long_duration_text(86'400'000), "1d");
  EXPECT_EQ(long_duration_text(90'061'001), "1d1h1m1s");
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
