#include "emitter/load/results/worker_figures.h"

#include "catcher/base/process/failure.h"

#include <chrono>
#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

Attempt attempt(Clock::time_point start, std::chrono::milliseconds took, int status) {
  Attempt one;
  one.outcome = Outcome::kAnswered;
  one.status = status;
  one.state = status < 300 ? DeliveryState::kDelivered : DeliveryState::kFailed;
  one.due = one.ready = start;
  one.started = start + 1ms;
  one.finished = start + took;
  return one;
}

WorkerFigures some_figures() {
  const auto start = Clock::now();
  WorkerFigures figures{
      .name = "build-7-312", .delivered = 1000, .failed = 1, .cpu_us = 4321, .tally = {}};
  for (int i = 0; i < 1000; ++i) {
    figures.tally.record(attempt(start + i * 1ms, 2ms + i * 1ms / 100, 200), start);
  }
  figures.tally.record(attempt(start + 2s, 300ms, 503), start);
  return figures;
}

TEST(WorkerFigures, AreTheSameAfterTheyWereWrittenDown) {
  const WorkerFigures given = some_figures();
  const WorkerFigures read = WorkerFigures::of(given.bytes());
  EXPECT_EQ(read.name, given.name);
  EXPECT_EQ(read.delivered, 1000U);
  EXPECT_EQ(read.failed, 1U);
  EXPECT_EQ(read.cpu_us, 4321);
  EXPECT_EQ(read.tally.attempts, 1001U);
  EXPECT_EQ(read.tally.latency.count(), 1001U);
  for (const double percent : {50.0, 99.0, 99.9, 100.0}) {
    EXPECT_EQ(read.tally.latency.percentile(percent), given.tally.latency.percentile(percent));
    EXPECT_EQ(read.tally.service.percentile(percent), given.tally.service.percentile(percent));
  }
  EXPECT_EQ(read.tally.latency.mean(), given.tally.latency.mean());
  EXPECT_EQ(read.tally.errors.at("status_503").count, 1U);
  ASSERT_EQ(read.tally.timeline.stretches().size(), given.tally.timeline.stretches().size());
  EXPECT_EQ(read.tally.timeline.width(), given.tally.timeline.width());
  EXPECT_EQ(read.tally.timeline.stretches()[3].delivered,
            given.tally.timeline.stretches()[3].delivered);
}

TEST(WorkerFigures, MergeAsIfOneHadMeasuredAll) {
  LoadTally sum;
  for (int i = 0; i < 3; ++i) sum.merge(WorkerFigures::of(some_figures().bytes()).tally);
  EXPECT_EQ(sum.latency.count(), 3003U);
  EXPECT_EQ(sum.errors.at("status_503").count, 3U);
  EXPECT_EQ(sum.latency.percentile(50), some_figures().tally.latency.percentile(50));
}

TEST(WorkerFigures, RefuseWhatIsCutOff) {
  const std::string bytes = some_figures().bytes();
  EXPECT_THROW(WorkerFigures::of(bytes.substr(0, bytes.size() / 2)), Failure);
  EXPECT_THROW(WorkerFigures::of(""), Failure);
}

}  // namespace
}  // namespace hookline
