#include "emitter/delivery/promises/retry_after.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// Sun, 06 Nov 1994 08:49:37 GMT, the moment that RFC 9110 writes in all three forms.
constexpr std::chrono::system_clock::time_point kMoment{784'111'777s};

TEST(RetryAfter, ReadsSeconds) {
  EXPECT_EQ(parse_retry_after("0", kMoment), 0s);
  EXPECT_EQ(parse_retry_after("120", kMoment), 120s);
  EXPECT_EQ(parse_retry_after("007", kMoment), 7s);
}

TEST(RetryAfter, ReadsTheThreeFormsOfADate) {
  for (const char* text : {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT",
                           "Sun Nov  6 08:49:37 1994"}) {
    EXPECT_EQ(parse_retry_after(text, kMoment - 90s), 90s) << text;
  }
}

TEST(RetryAfter, IsNothingForADateInThePast) {
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", kMoment + 1h), 0s);
}

TEST(RetryAfter, RoundsUpToTheWholeMillisecond) {
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 1994 08:49:37 GMT", kMoment - 1ns), 1ms);
}

TEST(RetryAfter, IsAYearAtTheMost) {
  EXPECT_EQ(parse_retry_after("99999999999999999999999999999999", kMoment), 8760h);
  EXPECT_EQ(parse_retry_after("Sun, 06 Nov 2050 08:49:37 GMT", kMoment), 8760h);
}

TEST(RetryAfter, IsNoneForAnythingElse) {
  for (const char* text : {"", " ", "-1", "+5", "1.5", "5s", "soon", "Sun, 06 Nov 1994",
                           "Sun, 06 Nov 1994 08:49:37 GMT and more",
                           "Sun, 36 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"}) {
    EXPECT_EQ(parse_retry_after(text, kMoment), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace hookline
