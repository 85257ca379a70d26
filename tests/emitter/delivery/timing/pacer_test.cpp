#include "emitter/delivery/timing/pacer.h"

#include <chrono>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr Clock::time_point kStart{1'000s};

TEST(Pacer, SpacesDeliveriesEvenly) {
  const Pacer pacer = Pacer::constant(kStart, 4);
  EXPECT_EQ(pacer.due(0), kStart);
  EXPECT_EQ(pacer.due(1), kStart + 250ms);
  EXPECT_EQ(pacer.due(8), kStart + 2s);
}

TEST(Pacer, AddsUpNoErrorOverALongRun) {
  const Pacer pacer = Pacer::constant(kStart, 3);
  EXPECT_EQ(pacer.due(3'000'000'000), kStart + 1'000'000'000s);
  EXPECT_EQ(pacer.due(1), kStart + 333'333'333ns);
}

TEST(Pacer, GoesSlowerThanOncePerSecond) {
  EXPECT_EQ(Pacer::constant(kStart, 0.5).due(3), kStart + 6s);
}

TEST(Pacer, IsDueAtTheStartWhenEverythingGoesAtOnce) {
  EXPECT_EQ(Pacer::at_once(kStart).due(1'000'000), kStart);
}

TEST(Pacer, RefusesARateThatIsNone) {
  for (const double rate : {0.0, -1.0, std::numeric_limits<double>::infinity(),
                            std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(Pacer::constant(kStart, rate), std::invalid_argument) << rate;
  }
}

TEST(Pacer, SendsABurstAtTheStartOfEachSecond) {
  const Pacer pacer = Pacer::shaped(Pace::kBurst, kStart, 2.5, 0s);
  const std::vector<Clock::duration> expected = {0s, 0s, 0s, 1s, 1s, 2s, 2s, 2s, 3s};
  for (std::size_t n = 0; n < expected.size(); ++n) {
    EXPECT_EQ(pacer.due(n), kStart + expected[n]) << n;
  }
}

TEST(Pacer, RampsUpToTheRate) {
  const Pacer pacer = Pacer::shaped(Pace::kRamp, kStart, 1000, 10s);
  EXPECT_EQ(pacer.due(0), kStart);
  // The area of a triangle: half of what the rate would come to.
  EXPECT_EQ(pacer.due(5000), kStart + 10s);
  EXPECT_EQ(pacer.due(1250), kStart + 5s);
  const auto last_gap = pacer.due(5000) - pacer.due(4999);
  EXPECT_NEAR(std::chrono::duration<double>(last_gap).count(), 0.001, 1e-6);
}

TEST(Pacer, SwingsOnceAroundTheRate) {
  const Pacer pacer = Pacer::shaped(Pace::kSine, kStart, 1000, 10s);
  const auto seconds_at = [&](std::uint64_t n) {
    return std::chrono::duration<double>(pacer.due(n) - kStart).count();
  };
  EXPECT_EQ(pacer.due(0), kStart);
  EXPECT_NEAR(seconds_at(10'000), 10, 1e-6);
  // Most of them in the first half, the fastest in the middle of that.
  EXPECT_NEAR(seconds_at(5000 + 2865), 5, 1e-3);
  std::uint64_t n = 0;
  while (seconds_at(n) < 2.5) ++n;
  EXPECT_NEAR(seconds_at(n + 1) - seconds_at(n), 1 / 1900.0, 1e-5);
  while (seconds_at(n) < 7.5) ++n;
  EXPECT_NEAR(seconds_at(n + 1) - seconds_at(n), 1 / 100.0, 1e-4);
}

TEST(Pacer, NeverGoesBack) {
  for (const Pace pace : {Pace::kConstant, Pace::kBurst, Pace::kRamp, Pace::kSine}) {
    const Pacer pacer = Pacer::shaped(pace, kStart, 333, 3s);
    for (std::uint64_t n = 0; n < 2000; ++n) EXPECT_LE(pacer.due(n), pacer.due(n + 1)) << n;
  }
}

TEST(Pacer, RefusesARampWithoutADuration) {
  EXPECT_THROW(Pacer::shaped(Pace::kRamp, kStart, 1, 0s), std::invalid_argument);
  EXPECT_THROW(Pacer::shaped(Pace::kSine, kStart, 1, 0s), std::invalid_argument);
}

}  // namespace
}  // namespace hookline
