#include "emitter/load/results/load_timeline.h"

#include <optional>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using End = DeliveryState;

std::uint64_t delivered_in(const LoadTimeline& timeline) {
  std::uint64_t sum = 0;
  for (const auto& stretch : timeline.stretches()) sum += stretch.delivered;
  return sum;
}

TEST(LoadTimeline, TellsWhenWhatEnded) {
  LoadTimeline timeline;
  timeline.record(0ms, End::kDelivered, 1ms);
  timeline.record(49ms, End::kFailed, 3ms);
  timeline.record(120ms, End::kDelivered, 2ms);
  ASSERT_EQ(timeline.stretches().size(), 3U);
  EXPECT_EQ(timeline.stretches()[0].delivered, 1U);
  EXPECT_EQ(timeline.stretches()[0].failed, 1U);
  EXPECT_EQ(timeline.stretches()[0].latency_max, 3ms);
  EXPECT_EQ(timeline.stretches()[1].delivered, 0U);
  EXPECT_EQ(timeline.stretches()[2].latency_max, 2ms);
}

TEST(LoadTimeline, TellsPercentilesOfEachStretch) {
  LoadTimeline timeline;
  for (int i = 1; i <= 100; ++i) timeline.record(10ms, End::kDelivered, i * 1ms);
  timeline.record(60ms, End::kFailed, std::nullopt);
  const auto& first = timeline.stretches()[0];
  EXPECT_GE(first.latency.percentile(50), 50ms);
  EXPECT_LE(first.latency.percentile(50), 54ms);
  EXPECT_GE(first.latency.percentile(99), 99ms);
  EXPECT_EQ(timeline.stretches()[1].failed, 1U);
  EXPECT_EQ(timeline.stretches()[1].latency.count(), 0U);
}

TEST(LoadTimeline, StaysBoundedAndLosesNothingInALongRun) {
  LoadTimeline timeline;
  for (int second = 0; second < 7200; ++second) {
    timeline.record(std::chrono::seconds(second), End::kDelivered, 1ms);
  }
  EXPECT_LE(timeline.stretches().size(), LoadTimeline::kStretchesMax);
  EXPECT_GT(timeline.stretches().size(), LoadTimeline::kStretchesMax / 4);
  EXPECT_EQ(delivered_in(timeline), 7200U);
}

TEST(LoadTimeline, MergesShortRunsIntoLongOnesAndBack) {
  LoadTimeline brief;
  brief.record(60ms, End::kDelivered, 9ms);
  LoadTimeline lengthy;
  lengthy.record(100s, End::kDelivered, 1ms);
  LoadTimeline one = brief;
  one.merge(lengthy);
  LoadTimeline other = lengthy;
  other.merge(brief);
  EXPECT_EQ(one.width(), other.width());
  EXPECT_EQ(delivered_in(one), 2U);
  EXPECT_EQ(delivered_in(other), 2U);
  EXPECT_EQ(one.stretches().front().latency_max, 9ms);
  EXPECT_EQ(one.stretches().back().latency_max, other.stretches().back().latency_max);
}

TEST(LoadTimeline, CountsWhatEndsBeforeTheStartAsItsFirst) {
  LoadTimeline timeline;
  timeline.record(-1ms, End::kDelivered, 0ms);
  EXPECT_EQ(timeline.stretches().front().delivered, 1U);
}

}  // namespace
}  // namespace hookline
