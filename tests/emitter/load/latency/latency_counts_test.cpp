#include "emitter/load/latency/latency_counts.h"

#include "emitter/load/latency/live_latency.h"

#include <chrono>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

TEST(LatencyCounts, TellsPercentilesWithinTheirBuckets) {
  LatencyCounts counts;
  for (int i = 1; i <= 1000; ++i) counts.record(i * 1ms);
  EXPECT_EQ(counts.count(), 1000U);
  for (const double percent : {1.0, 50.0, 99.0, 100.0}) {
    const double expected_ns = percent * 10 * 1e6;
    const auto found_ns = static_cast<double>(counts.percentile(percent).count());
    EXPECT_GE(found_ns, expected_ns * 0.999) << percent;
    EXPECT_LE(found_ns, expected_ns * 1.0626) << percent;
  }
}

TEST(LatencyCounts, HasNoPercentileOfNothing) {
  EXPECT_EQ(LatencyCounts().percentile(50), 0ns);
}

TEST(LatencyCounts, CountsTheShortestAndTheLongestAtItsEnds) {
  LatencyCounts counts;
  for (const auto duration : {-1ns, 0ns, 999ns}) counts.record(duration);
  EXPECT_LT(counts.percentile(100), 1100ns);
  counts.record(24h);
  EXPECT_GT(counts.percentile(100), 130s);
  EXPECT_EQ(counts.count(), 4U);
}

TEST(LatencyCounts, TellsWhatCameSinceEarlierAlsoWhereACountWrapsAround) {
  LatencyCounts before;
  before.counts.fill(0xFFFF'FFFF);
  LatencyCounts now = before;
  for (int i = 0; i < 3; ++i) now.record(5ms);
  EXPECT_EQ(now.since(before).count(), 3U);
  EXPECT_GE(now.since(before).percentile(50), 5ms);
  LatencyCounts sum = now.since(before);
  sum.merge(sum);
  EXPECT_EQ(sum.count(), 6U);
}

TEST(LiveLatency, ShowsWhatWasRecorded) {
  LiveLatency live;
  live.record(1ms);
  live.record(2ms);
  EXPECT_EQ(live.counts().count(), 2U);
  EXPECT_GE(live.counts().percentile(100), 2ms);
}

}  // namespace
}  // namespace hookline
