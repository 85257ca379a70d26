#include "emitter/commands/load/progress_text.h"

#include <chrono>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::size_t kWide = 120;

LoadPlan plan() {
  LoadPlan plan{.to = {Url::parse("http://127.0.0.1/")}, .events = {EventType::kOpen}};
  plan.duration_ms = 10'000;
  return plan;
}

/// So many delivered after that time, each in that latency.
LoadProgress& go_on(LoadProgress& progress, std::chrono::milliseconds elapsed, int delivered,
                    std::chrono::milliseconds latency) {
  progress.elapsed = elapsed;
  progress.delivered += static_cast<std::uint64_t>(delivered);
  for (int i = 0; i < delivered; ++i) progress.latency.record(latency);
  return progress;
}

TEST(ProgressText, TellsOfTheLastSecondOnly) {
  ProgressText text(plan());
  LoadProgress progress;
  text.line(go_on(progress, 500ms, 500, 200ms), kWide);
  text.line(go_on(progress, 1000ms, 500, 200ms), kWide);
  for (const auto elapsed : {1250ms, 1500ms, 1750ms, 2000ms}) {
    go_on(progress, elapsed, 50, 5ms);
    if (elapsed < 2000ms) text.line(progress, kWide);
  }
  const std::string line = text.line(progress, kWide);
  EXPECT_THAT(line, HasSubstr("200/s"));
  EXPECT_THAT(line, HasSubstr("p50 5."));
  EXPECT_THAT(line, HasSubstr("p99 5."));
  EXPECT_THAT(line, HasSubstr("8 s left"));
}

TEST(ProgressText, CountsFailedAndPending) {
  LoadProgress progress;
  progress.elapsed = 5s;
  progress.failed = 3;
  progress.pending = 12;
  const std::string line = ProgressText(plan()).line(progress, kWide);
  EXPECT_THAT(line, HasSubstr("3 failed  12 pending  5 s left"));
  EXPECT_THAT(line, HasSubstr("no answers"));
  EXPECT_THAT(line, StartsWith("███████████████░"));
}

TEST(ProgressText, FollowsTheCountWhereThereIsNoDuration) {
  LoadPlan counted = plan();
  counted.duration_ms = {};
  counted.count = 100;
  counted.matching = 2;
  LoadProgress progress;
  EXPECT_THAT(ProgressText(counted).line(progress, kWide), HasSubstr("starting"));
  go_on(progress, 60s, 50, 1ms);
  EXPECT_THAT(ProgressText(counted).line(progress, kWide), HasSubstr("3:00 min left"));
}

TEST(ProgressText, SaysThatItWaitsOnceAllIsDue) {
  LoadProgress progress;
  progress.elapsed = 11s;
  EXPECT_THAT(ProgressText(plan()).line(progress, kWide), HasSubstr("waiting for answers"));
}

TEST(ProgressText, LeavesOutTheLeastImportantWhereThereIsNoRoom) {
  LoadProgress progress;
  go_on(progress, 1s, 100, 1ms);
  EXPECT_THAT(ProgressText(plan()).line(progress, 40), Not(HasSubstr("left")));
  EXPECT_THAT(ProgressText(plan()).line(progress, 40), StartsWith("100/s  p50 1.0"));
  EXPECT_EQ(ProgressText(plan()).line(progress, 12), "100/s");
  EXPECT_EQ(ProgressText(plan()).line(progress, 0), "");
}

}  // namespace
}  // namespace hookline
