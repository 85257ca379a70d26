#include "emitter/load/latency/latency_histogram.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using Duration = LatencyHistogram::Duration;

/// The nearest rank, as a sorted list has it.
std::int64_t exact_percentile(std::vector<std::int64_t> values, double percent) {
  std::sort(values.begin(), values.end());
  const auto rank = static_cast<std::size_t>(
      std::ceil(percent / 100 * static_cast<double>(values.size()) - 1e-6));
  return values[std::max<std::size_t>(rank, 1) - 1];
}

/// From nanoseconds to hours, each magnitude as likely as the other.
std::vector<std::int64_t> durations(std::size_t count, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> magnitude(0, 42);
  std::vector<std::int64_t> values;
  for (std::size_t i = 0; i < count; ++i) {
    values.push_back(static_cast<std::int64_t>(std::exp2(magnitude(random))));
  }
  return values;
}

LatencyHistogram histogram_of(const std::vector<std::int64_t>& values) {
  LatencyHistogram histogram;
  for (const std::int64_t value : values) histogram.record(Duration(value));
  return histogram;
}

TEST(LatencyHistogram, AgreesWithASortedListWithinItsPrecision) {
  for (const std::size_t count : {1U, 2U, 7U, 100U, 1000U, 20'000U}) {
    const auto values = durations(count, count);
    const LatencyHistogram histogram = histogram_of(values);
    for (const double percent : {0.0, 1.0, 25.0, 50.0, 90.0, 99.0, 99.9, 99.99, 100.0}) {
      const auto exact = static_cast<double>(exact_percentile(values, percent));
      const auto told = static_cast<double>(histogram.percentile(percent).count());
      EXPECT_GE(told, exact) << count << " values, p" << percent;
      EXPECT_LE(told, exact * (1 + 1.0 / 128)) << count << " values, p" << percent;
    }
  }
}

TEST(LatencyHistogram, IsExactBelow256NanosecondsAndAtItsMaximum) {
  for (std::int64_t ns = 0; ns < 256; ++ns) {
    const LatencyHistogram histogram = histogram_of({ns, ns, 1'000'003});
    EXPECT_EQ(histogram.percentile(50).count(), ns);
    EXPECT_EQ(histogram.max().count(), 1'000'003);
    EXPECT_EQ(histogram.percentile(100).count(), 1'000'003);
  }
}

TEST(LatencyHistogram, TellsNeighboursAcrossEachDoublingApart) {
  for (int bit = 8; bit < 62; ++bit) {
    const std::int64_t edge = std::int64_t{1} << bit;
    const LatencyHistogram histogram = histogram_of({edge - 1, edge});
    EXPECT_EQ(histogram.percentile(50).count(), edge - 1) << bit;
    EXPECT_EQ(histogram.percentile(100).count(), edge) << bit;
  }
}

TEST(LatencyHistogram, TakesWhateverAClockMayGive) {
  const std::int64_t longest = std::numeric_limits<std::int64_t>::max();
  const LatencyHistogram histogram = histogram_of({-5, 0, longest});
  EXPECT_EQ(histogram.percentile(66).count(), 0);
  EXPECT_EQ(histogram.percentile(100).count(), longest);
  EXPECT_EQ(histogram.count(), 3U);
}

TEST(LatencyHistogram, IsZeroWhereNothingWasRecorded) {
  const LatencyHistogram histogram;
  EXPECT_EQ(histogram.percentile(99), 0ns);
  EXPECT_EQ(histogram.max(), 0ns);
  EXPECT_EQ(histogram.mean(), 0ns);
  EXPECT_EQ(histogram.count(), 0U);
}

TEST(LatencyHistogram, KnowsItsMean) {
  EXPECT_EQ(histogram_of({1, 2, 6}).mean(), 3ns);
}

TEST(LatencyHistogram, MergedIsAsIfOneHadRecordedAll) {
  const auto values = durations(3000, 7);
  LatencyHistogram merged;
  for (std::size_t part = 0; part < 3; ++part) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(1000 * part);
    merged.merge(histogram_of({begin, begin + 1000}));
  }
  const LatencyHistogram whole = histogram_of(values);
  EXPECT_EQ(merged.count(), whole.count());
  EXPECT_EQ(merged.max(), whole.max());
  EXPECT_NEAR(static_cast<double>(merged.mean().count()), static_cast<double>(whole.mean().count()),
              1);
  for (double percent = 0; percent <= 100; percent += 0.5) {
    EXPECT_EQ(merged.percentile(percent), whole.percentile(percent)) << percent;
  }
}

TEST(LatencyHistogram, SaysWhichRankAPercentileIsDespiteBinaryFractions) {
  std::vector<std::int64_t> values;
  for (std::int64_t i = 1; i <= 1000; ++i) values.push_back(i <= 999 ? 1 : 100);
  EXPECT_EQ(histogram_of(values).percentile(99.9).count(), 1);
  EXPECT_EQ(histogram_of(values).percentile(99.91).count(), 100);
}

}  // namespace
}  // namespace hookline
