#include "emitter/platform/api/rate_limit.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using std::chrono::milliseconds;

TEST(RateLimit, TakesSoManyCallsInAnySecond) {
  const RateLimit::Time start{};
  RateLimit limit(2);
  EXPECT_EQ(limit.take(start).remaining, 1U);
  EXPECT_EQ(limit.take(start + milliseconds(600)).remaining, 0U);
  EXPECT_FALSE(limit.take(start + milliseconds(999)).is_taken);
  EXPECT_TRUE(limit.take(start + milliseconds(1000)).is_taken);
  EXPECT_FALSE(limit.take(start + milliseconds(1599)).is_taken);
  EXPECT_TRUE(limit.take(start + milliseconds(1600)).is_taken);
}

TEST(RateLimit, DoesNotCountCallsThatItRefuses) {
  const RateLimit::Time start{};
  RateLimit limit(1);
  EXPECT_TRUE(limit.take(start).is_taken);
  for (int i = 1; i < 10; ++i) EXPECT_FALSE(limit.take(start + milliseconds(i)).is_taken);
  EXPECT_TRUE(limit.take(start + milliseconds(1000)).is_taken);
}

}  // namespace
}  // namespace hookline
