#include "catcher/base/text/spelling.h"

#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

const std::vector<std::string_view> kNames = {"subscribe", "unsubscribe", "update", "open"};

TEST(Spelling, FindsTheNearestName) {
  EXPECT_EQ(closest_name("unsubscribed", kNames), "unsubscribe");
  EXPECT_EQ(closest_name("Opne", kNames), "open");
  EXPECT_EQ(closest_name("updat", kNames), "update");
}

TEST(Spelling, FindsNothingWhereNothingIsNear) {
  EXPECT_EQ(closest_name("click", kNames), std::nullopt);
  EXPECT_EQ(closest_name(std::string(1000, 'a'), kNames), std::nullopt);
  EXPECT_EQ(closest_name("open", {}), std::nullopt);
}

TEST(Spelling, ListsAllNamesUpToABound) {
  EXPECT_EQ(suggestion("zzz", kNames),
            "known are: \"subscribe\", \"unsubscribe\", \"update\", \"open\"");
  const std::vector<std::string_view> many(100, "same");
  EXPECT_TRUE(suggestion("zzz", many).ends_with(" and 60 more"));
}

}  // namespace
}  // namespace hookline
