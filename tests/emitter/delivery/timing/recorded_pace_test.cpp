#include "emitter/delivery/timing/recorded_pace.h"

#include "emitter/delivery/timing/pacer.h"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr Clock::time_point kStart{1'000s};

/// At 0, 1, 1 and 4 s: a gap of 4/3 s on average, so that a round takes 16/3 s.
std::shared_ptr<const RecordedPace> uneven() {
  return std::make_shared<const RecordedPace>(
      std::vector<std::int64_t>{9'000'000, 10'000'000, 10'000'000, 13'000'000});
}

TEST(RecordedPace, KeepsTheSpacesWhateverTheOrder) {
  const RecordedPace pace({13'000'000, 10'000'000, 9'000'000, 10'000'000});
  ASSERT_EQ(pace.size(), 4U);
  EXPECT_EQ(pace.offset(0), 0s);
  EXPECT_EQ(pace.offset(1), 1s);
  EXPECT_EQ(pace.offset(2), 1s);
  EXPECT_EQ(pace.offset(3), 4s);
}

TEST(RecordedPace, GoesAroundOneAverageSpaceAfterTheLast) {
  EXPECT_DOUBLE_EQ(uneven()->rate(), 0.75);
  EXPECT_EQ(std::chrono::round<std::chrono::milliseconds>(uneven()->offset(4)), 5333ms);
  EXPECT_EQ(std::chrono::round<std::chrono::milliseconds>(uneven()->offset(11)), 14'667ms);
}

TEST(RecordedPace, RefusesMomentsWithoutSpaces) {
  EXPECT_THROW(RecordedPace({}), std::invalid_argument);
  EXPECT_THROW(RecordedPace({5}), std::invalid_argument);
  EXPECT_THROW(RecordedPace({5, 5, 5}), std::invalid_argument);
}

TEST(RecordedPace, SurvivesTheFurthestMoments) {
  const RecordedPace pace({-62'000'000'000'000'000, 253'000'000'000'000'000});
  EXPECT_GT(pace.offset(1'000'000'000'000), 1s);
}

TEST(Pacer, KeepsARecordedPaceAtItsOwnRate) {
  const Pacer pacer = Pacer::recorded(kStart, uneven(), 0.75);
  EXPECT_EQ(pacer.due(0), kStart);
  EXPECT_EQ(pacer.due(1), kStart + 1s);
  EXPECT_EQ(pacer.due(2), kStart + 1s);
  EXPECT_EQ(pacer.due(3), kStart + 4s);
}

TEST(Pacer, SqueezesARecordedPaceToAnotherRate) {
  const Pacer pacer = Pacer::recorded(kStart, uneven(), 7.5);
  EXPECT_EQ(pacer.due(1), kStart + 100ms);
  EXPECT_EQ(pacer.due(3), kStart + 400ms);
  // 750 a second × 1,000 s, whatever the spaces are.
  EXPECT_EQ(Pacer::recorded(kStart, uneven(), 750).due(750'000), kStart + 1000s);
}

}  // namespace
}  // namespace hookline
