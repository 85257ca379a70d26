#include "emitter/dispatch/pacer.h"

#include <limits>
#include <stdexcept>

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

}  // namespace
}  // namespace hookline
