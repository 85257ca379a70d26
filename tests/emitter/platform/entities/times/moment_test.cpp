#include "emitter/platform/entities/times/moment.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

TEST(Moment, NamesTheDayThatDoesNotExist) {
  EXPECT_EQ(problem_with_moment("2024-02-29T00:00:00Z"), "");
  EXPECT_EQ(problem_with_moment("2000-02-29 23:59:59"), "");
  EXPECT_EQ(problem_with_moment("2023-02-29T00:00:00Z"),
            "there is no 29 February 2023: that month has 28 days");
  EXPECT_EQ(problem_with_moment("1900-02-29T00:00:00Z"),
            "there is no 29 February 1900: that month has 28 days");
  EXPECT_EQ(problem_with_moment("2024-06-31T00:00:00Z"),
            "there is no 31 June 2024: that month has 30 days");
  EXPECT_EQ(problem_with_moment("2024-12-00T00:00:00Z"),
            "there is no 0 December 2024: that month has 31 days");
  EXPECT_EQ(problem_with_moment("2024-13-01T00:00:00Z"), "there is no month 13: they are 01 to 12");
  EXPECT_THAT(problem_with_moment("2024-12-01T24:00:00Z"), HasSubstr("no time of day 24:00:00"));
  EXPECT_THAT(problem_with_moment("2024-12-01T23:60:00Z"), HasSubstr("no time of day"));
  EXPECT_EQ(problem_with_moment("yesterday"), "") << "no time at all";
}

TEST(Moment, NamesWhatIsMissing) {
  EXPECT_THAT(missing_in_moment("2024-02-28"), HasSubstr("the time of day and the offset"));
  EXPECT_THAT(missing_in_moment("2024-02-28T04:45"), HasSubstr("seconds and the offset"));
  EXPECT_THAT(missing_in_moment("2024-02-28T04:45:41"),
              HasSubstr("the offset from UTC is missing, as in \"2024-02-28T04:45:41-06:00\""));
  EXPECT_EQ(missing_in_moment("2024-02-28T04:45:41Z"), "");
  EXPECT_EQ(missing_in_moment("yesterday"), "");
  EXPECT_EQ(missing_in_moment(""), "");
}

}  // namespace
}  // namespace hookline
