#include "emitter/load/limits/load_spread.h"

#include <chrono>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using End = DeliveryState;

/// Twenty answers in each 50 ms of a run; those of its second half take longer.
LoadTimeline timeline_of(std::chrono::milliseconds length, std::chrono::milliseconds later) {
  LoadTimeline timeline;
  for (auto at = 0ms; at < length; at += 50ms) {
    for (int i = 0; i < 20; ++i) {
      timeline.record(at, End::kDelivered, at < length / 2 ? 10ms : later);
    }
  }
  return timeline;
}

TEST(LoadSpread, IsNoneOfARunThatDoesNotVary) {
  const LoadSpread spread = spread_of(timeline_of(2s, 10ms));
  ASSERT_TRUE(spread.rate && spread.p50 && spread.p99);
  EXPECT_EQ(*spread.rate, 0);
  EXPECT_EQ(*spread.p50, 0);
}

TEST(LoadSpread, GrowsWithTheDifferencesWithinARun) {
  const LoadSpread spread = spread_of(timeline_of(2s, 30ms));
  EXPECT_EQ(*spread.rate, 0);
  EXPECT_NEAR(*spread.p50, 0.6, 0.1);
}

TEST(LoadSpread, IsUnknownOfAShortRun) {
  EXPECT_FALSE(spread_of(timeline_of(400ms, 10ms)).rate);
  EXPECT_FALSE(spread_of(LoadTimeline()).p50);
}

}  // namespace
}  // namespace hookline
