#include "emitter/platform/entities/times/time_zone.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::string iso(std::int64_t time_s, std::int32_t offset_s) {
  return std::string(std::string_view(iso_time(time_s, offset_s)));
}

TEST(TimeZone, IsUtcUnlessNamed) {
  EXPECT_EQ(TimeZone().name(), "UTC");
  EXPECT_EQ(TimeZone().offset_s(1'700'000'000), 0);
}

TEST(TimeZone, KnowsFixedOffsets) {
  EXPECT_EQ(TimeZone::named("-06:00")->offset_s(0), -21'600);
  EXPECT_EQ(TimeZone::named("+05:30")->offset_s(1'700'000'000), 19'800);
}

TEST(TimeZone, ChangesWithDaylightSavingNorthAndSouth) {
  const auto chicago = *TimeZone::named("America/Chicago");
  EXPECT_EQ(chicago.offset_s(*time_from("2024-03-10T07:59:59Z")), -6 * 3600);
  EXPECT_EQ(chicago.offset_s(*time_from("2024-03-10T08:00:00Z")), -5 * 3600);
  EXPECT_EQ(chicago.offset_s(*time_from("2024-11-03T06:59:59Z")), -5 * 3600);
  EXPECT_EQ(chicago.offset_s(*time_from("2024-11-03T07:00:00Z")), -6 * 3600);
  const auto sydney = *TimeZone::named("Australia/Sydney");
  EXPECT_EQ(sydney.offset_s(*time_from("2024-01-01T00:00:00Z")), 11 * 3600);
  EXPECT_EQ(sydney.offset_s(*time_from("2024-07-01T00:00:00Z")), 10 * 3600);
}

TEST(TimeZone, HasAnOffsetBeforeItsFirstTransition) {
  EXPECT_EQ(TimeZone::named("America/Chicago")->offset_s(-1'000'000'000), -6 * 3600);
}

TEST(TimeZone, RefusesNamesThatAreNone) {
  for (const auto* name : {"", "Mars/Base", "-6:00", "+15:00", "-06:60", "../etc/passwd"})
    EXPECT_FALSE(TimeZone::named(name)) << name;
}

TEST(TimeText, WritesTheOffsetWithItsSign) {
  EXPECT_EQ(iso(0, 0), "1970-01-01T00:00:00+00:00");
  EXPECT_EQ(iso(1'709'117'141, -21'600), "2024-02-28T04:45:41-06:00");
  EXPECT_EQ(iso(1'709'117'141, 20'700), "2024-02-28T16:30:41+05:45");
}

TEST(TimeText, CrossesDaysMonthsAndLeapYears) {
  EXPECT_EQ(iso(*time_from("2024-03-01T05:59:59Z"), -21'600), "2024-02-29T23:59:59-06:00");
  EXPECT_EQ(iso(*time_from("2023-12-31T23:00:00Z"), 3'600), "2024-01-01T00:00:00+01:00");
  EXPECT_EQ(iso(-1, 0), "1969-12-31T23:59:59+00:00");
}

TEST(TimeText, WritesLocalTimeWithoutAnOffset) {
  EXPECT_EQ(std::string_view(local_time(1'709'117'141, -21'600)), "2024-02-28 04:45:41");
}

TEST(TimeText, IsReadBack) {
  EXPECT_EQ(time_from("2024-02-28T04:45:41-06:00"), 1'709'117'141);
  EXPECT_EQ(time_from("2024-02-28T10:45:41Z"), 1'709'117'141);
  EXPECT_EQ(time_from("2024-02-28T10:45:41.999Z"), 1'709'117'141);
}

TEST(TimeText, RefusesWhatIsNoTime) {
  for (const auto* text :
       {"", "2024-02-28", "2024-02-28T04:45:41", "2024-02-30T04:45:41Z", "2024-02-28T24:00:00Z",
        "2024/02/28T04:45:41Z", "2024-02-28T04:45:41-6:00", "2024-02-28T04:45:41Z and more"})
    EXPECT_FALSE(time_from(text)) << text;
}

}  // namespace
}  // namespace hookline
