#include "catcher/base/units/timestamp.h"

#include <random>

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(Timestamp, ShowsMicrosecondsInUtc) {
  EXPECT_EQ(timestamp_text(0), "1970-01-01T00:00:00.000000Z");
  EXPECT_EQ(timestamp_text(1'709'117'141'123'456), "2024-02-28T10:45:41.123456Z");
}

TEST(Timestamp, ReadsBackWhatItShows) {
  std::mt19937_64 random(7);
  for (int i = 0; i < 1'000; ++i) {
    const auto at_us = static_cast<std::int64_t>(random() % 4'000'000'000'000'000U);
    EXPECT_EQ(parse_timestamp(timestamp_text(at_us)), at_us);
  }
}

TEST(Timestamp, ReadsOffsetsAndAnyNumberOfDecimals) {
  const std::int64_t at_us = 1'709'117'141'000'000;
  EXPECT_EQ(parse_timestamp("2024-02-28T10:45:41Z"), at_us);
  EXPECT_EQ(parse_timestamp("2024-02-28t10:45:41z"), at_us);
  EXPECT_EQ(parse_timestamp("2024-02-28 11:45:41+01:00"), at_us);
  EXPECT_EQ(parse_timestamp("2024-02-28T11:45:41 01:00"), at_us) << "a plus in a query";
  EXPECT_EQ(parse_timestamp("2024-02-28T05:15:41-05:30"), at_us);
  EXPECT_EQ(parse_timestamp("2024-02-28T10:45:41.5Z"), at_us + 500'000);
  EXPECT_EQ(parse_timestamp("2024-02-28T10:45:41.123456789Z"), at_us + 123'456);
}

TEST(Timestamp, IsNothingWhereThereIsNoTime) {
  for (const char* text :
       {"", "now", "2024-02-28", "2024-02-30T10:45:41Z", "2024-13-01T00:00:00Z",
        "2024-02-28T24:00:00Z", "2024-02-28T10:45Z", "2024-02-28T10:45:41", "2024-02-28T10:45:41.Z",
        "2024-02-28T10:45:41Zx", "2024-02-28T10:45:41+1:00", "+024-02-28T10:45:41Z",
        "2024-02-28T10:-5:41Z"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace hookline
