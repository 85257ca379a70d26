#include "emitter/commands/load/find_max.h"

#include "emitter/commands/load/rate_search.h"
#include "emitter/scenario/play/captures/capture_source.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <sstream>
#include <stop_token>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

LoadPlan plan_from_rate(double rate) {
  LoadPlan plan{.to = {Url::parse("http://127.0.0.1/")}, .events = {EventType::kOpen}};
  plan.rate = rate;
  plan.duration_ms = 2000;
  return plan;
}

/// What a receiver comes to that answers in 10 ms, above its rate in 80 ms.
LoadResult result_of(const LoadPlan& plan, double receiver_rate) {
  LoadResult result;
  result.duration_s = static_cast<double>(*plan.duration_ms) / 1000;
  result.delivered = static_cast<std::uint64_t>(*plan.rate * result.duration_s);
  result.accepted = result.delivered;
  for (int i = 0; i < 100; ++i) {
    result.tally.latency.record(*plan.rate <= receiver_rate ? 10ms : 80ms);
    result.tally.lateness.record(1us);
  }
  return result;
}

class FindMax : public testing::Test {
 protected:
  LoadDone find(const LoadPlan& plan, const LoadProbe& run) {
    const std::vector<LoadLimit> limits = {
        LoadLimit::parse("p99<50ms", LoadLimit::Sense::kMustHold)};
    return find_max(plan, options_, limits, out_, [&](const LoadPlan& tried, const auto& options) {
      tried_.push_back(tried);
      return run(tried, options);
    });
  }

  LoadRunOptions options_;
  std::vector<LoadPlan> tried_;
  std::ostringstream out_;
};

TEST_F(FindMax, EndsWithTheRateFoundAndWhyTheNextIsTooMuch) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    return result_of(plan, 3300);
  });
  ASSERT_TRUE(done.result.maximum);
  EXPECT_LE(*done.result.maximum->rate, 3300);
  EXPECT_GE(*done.result.maximum->rate, 3300 / 1.06);
  EXPECT_EQ(*done.plan.rate, std::round(*done.result.maximum->rate));
  EXPECT_EQ(done.plan.duration_ms, 6000) << "the confirmation is three times as long";
  EXPECT_THAT(done.result.maximum->why, HasSubstr("p99<50ms is broken by 8"));
  EXPECT_THAT(out_.str(), HasSubstr("1,000/s for 2.0 s: holds; p50 10"));
  EXPECT_THAT(out_.str(), HasSubstr("4,000/s for 2.0 s: p99<50ms is broken by 8"));
}

TEST_F(FindMax, SaysWhereNoRateHolds) {
  const LoadDone done =
      find(plan_from_rate(4), [](const LoadPlan& plan, const auto&) { return result_of(plan, 0); });
  EXPECT_FALSE(done.result.maximum->rate);
  EXPECT_THAT(done.result.maximum->why, HasSubstr("p99<50ms"));
}

/// One to which nothing gets through.
LoadResult dead_result(const LoadPlan& plan) {
  LoadResult result;
  result.duration_s = 1;
  result.accepted = static_cast<std::uint64_t>(*plan.rate);
  result.failed = result.accepted;
  result.tally.errors["refused"] = {result.failed, "127.0.0.1:1 refused the connection"};
  return result;
}

TEST_F(FindMax, EndsAtOnceWhereNothingIsDelivered) {
  const LoadDone done = find(plan_from_rate(1000),
                             [](const LoadPlan& plan, const auto&) { return dead_result(plan); });
  EXPECT_EQ(tried_.size(), 1U);
  EXPECT_FALSE(done.result.maximum->rate);
  EXPECT_TRUE(done.result.maximum->is_hopeless);
  EXPECT_EQ(done.result.maximum->why, "nothing was delivered: 127.0.0.1:1 refused the connection");
}

TEST_F(FindMax, EndsWhereTheReceiverGoesDownOnTheWay) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    return *plan.rate > 3000 ? dead_result(plan) : result_of(plan, 1e9);
  });
  EXPECT_TRUE(done.result.maximum->rate) << "a lower rate still holds";
  tried_.clear();
  const LoadDone gone = find(plan_from_rate(1000), [&](const LoadPlan& plan, const auto&) {
    return tried_.size() > 2 ? dead_result(plan) : result_of(plan, 1e9);
  });
  EXPECT_EQ(*tried_.back().rate, 2000) << "it held before";
  EXPECT_TRUE(gone.result.maximum->is_hopeless);
  EXPECT_FALSE(gone.result.maximum->rate) << "nothing was confirmed";
}

TEST_F(FindMax, EndsWhereEvenTheFastestAnswerIsTooSlow) {
  const LoadDone done = find(plan_from_rate(1000),
                             [](const LoadPlan& plan, const auto&) { return result_of(plan, 0); });
  EXPECT_EQ(tried_.size(), 2U);
  EXPECT_TRUE(done.result.maximum->is_hopeless);
  EXPECT_THAT(done.result.maximum->why, HasSubstr("p99<50ms"));
}

TEST_F(FindMax, EndsWhereALowerRateMakesTheSlowestNoFaster) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    LoadResult result = result_of(plan, 1e9);
    for (int i = 0; i < 4; ++i) result.tally.latency.record(80ms);
    return result;
  });
  EXPECT_EQ(tried_.size(), 2U);
  EXPECT_TRUE(done.result.maximum->is_hopeless);
}

/// Late itself from this rate on.
LoadResult late_above(const LoadPlan& plan, double rate) {
  LoadResult result = result_of(plan, rate);
  for (int i = 0; i < 100 && *plan.rate > rate; ++i) result.tally.lateness.record(70ms);
  return result;
}

TEST_F(FindMax, BlamesNoReceiverForTheEmittersOwnLateness) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    return late_above(plan, 3000);
  });
  const LoadMaximum& maximum = *done.result.maximum;
  EXPECT_LE(*maximum.rate, 3000);
  EXPECT_TRUE(maximum.is_emitters);
  EXPECT_THAT(out_.str(), HasSubstr("4,000/s for 2.0 s: says nothing: p99<50ms"));
  EXPECT_EQ(std::count_if(tried_.begin(), tried_.end(),
                          [](const LoadPlan& plan) { return *plan.rate == 4000; }),
            2)
      << "once more before it counts";
  for (const TriedRate& tried : maximum.ladder) {
    EXPECT_EQ(tried.verdict == TriedRate::Verdict::kHeld, tried.rate <= 3000) << tried.rate;
  }
}

TEST_F(FindMax, BlamesTheReceiverForErrorsHoweverLateTheEmitterIs) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    LoadResult result = late_above(plan, 3000);
    if (*plan.rate > 3000) result.failed = 1;
    return result;
  });
  EXPECT_FALSE(done.result.maximum->is_emitters);
  EXPECT_EQ(done.result.maximum->why, "1 failed");
}

TEST_F(FindMax, CallsNoRateHeldAtWhichTheEmitterWasLate) {
  const LoadDone done = find(plan_from_rate(1000), [](const LoadPlan& plan, const auto&) {
    LoadResult result = result_of(plan, 1e9);
    if (*plan.rate < 4000) return result;
    for (int i = 0; i < 100; ++i) result.tally.lateness.record(9ms);  // of 10, under the limit
    return result;
  });
  EXPECT_LT(*done.result.maximum->rate, 4000);
  EXPECT_TRUE(done.result.maximum->is_emitters);
}

TEST_F(FindMax, StopsATryWhoseLimitIsBrokenWhateverComes) {
  bool stopped = false;
  find(plan_from_rate(1000), [&](const LoadPlan& plan, const auto& options) {
    if (*plan.rate < 1000) return result_of(plan, 0);
    LoadProgress progress;
    progress.delivered = 100;
    progress.elapsed = 600ms;
    for (int i = 0; i < 15; ++i) progress.latency.record(80ms);
    options.on_progress(progress);
    EXPECT_FALSE(options.stop.stop_requested()) << "15 of 2,000 may be slow";
    for (int i = 0; i < 6; ++i) progress.latency.record(80ms);
    options.on_progress(progress);
    stopped = options.stop.stop_requested();
    return result_of(plan, 0);
  });
  EXPECT_TRUE(stopped);
}

TEST_F(FindMax, StopsATryThatGetsNoAnswer) {
  find(plan_from_rate(1000), [&](const LoadPlan& plan, const auto& options) {
    LoadProgress progress;
    progress.pending = 1000;
    progress.elapsed = 1900ms;
    options.on_progress(progress);
    EXPECT_FALSE(options.stop.stop_requested());
    progress.elapsed = 5s;
    options.on_progress(progress);
    EXPECT_TRUE(options.stop.stop_requested());
    return dead_result(plan);
  });
  EXPECT_EQ(tried_.size(), 1U);
}

TEST_F(FindMax, TriesLowRatesLongerSoThatThePercentileMeansSomething) {
  find(plan_from_rate(50), [](const LoadPlan& plan, const auto&) { return result_of(plan, 100); });
  EXPECT_EQ(tried_[0].duration_ms, 20'000) << "1,000 deliveries";
  EXPECT_EQ(tried_[1].duration_ms, 10'000);
}

TEST_F(FindMax, StopsATryWhoseQueueHasGrown) {
  bool stopped = false;
  const LoadDone done = find(plan_from_rate(2000), [&](const LoadPlan& plan, const auto& options) {
    LoadResult result = result_of(plan, 1e9);
    if (*plan.rate < 4000) return result;
    LoadProgress progress;
    progress.elapsed = 2100ms;
    progress.pending = 7;
    options.on_progress(progress);
    EXPECT_FALSE(options.stop.stop_requested()) << "so soon";
    progress.elapsed = 4s;
    options.on_progress(progress);
    stopped = options.stop.stop_requested();
    result.interrupted = stopped;
    result.pending = 7;
    return result;
  });
  EXPECT_TRUE(stopped);
  EXPECT_FALSE(done.result.interrupted);
  EXPECT_LT(*done.result.maximum->rate, 4000);
  EXPECT_THAT(done.result.maximum->why, HasSubstr("fell behind: 7"));
}

TEST_F(FindMax, EndsWhereTheUserStopsIt) {
  std::stop_source stop;
  options_.stop = stop.get_token();
  const LoadDone done = find(plan_from_rate(1000), [&](const LoadPlan& plan, const auto& options) {
    stop.request_stop();
    EXPECT_TRUE(options.stop.stop_requested());
    return result_of(plan, 1e9);
  });
  EXPECT_TRUE(done.result.interrupted);
  EXPECT_EQ(tried_.size(), 1U);
  EXPECT_FALSE(done.result.maximum->rate);
}

TEST_F(FindMax, AsksTheCatcherAboutTheConfirmationOnly) {
  const auto catcher = start_local_captures();
  options_.catcher = catcher.get();
  std::vector<bool> asked;
  find(plan_from_rate(1000), [&](const LoadPlan& plan, const auto& options) {
    asked.push_back(options.catcher != nullptr);
    return result_of(plan, 1500);
  });
  EXPECT_TRUE(asked.back());
  EXPECT_EQ(std::count(asked.begin(), asked.end(), true), 1);
}

TEST(WhyBroken, IsTheLimitTheErrorsOrThatItFellBehind) {
  const LoadPlan plan = plan_from_rate(1000);
  const LoadResult good = result_of(plan, 1e9);
  const std::vector<LoadLimit> limits = {LoadLimit::parse("p99>50ms")};
  EXPECT_EQ(why_broken(plan, good, limits), "");
  EXPECT_THAT(why_broken(plan, result_of(plan, 0), limits), HasSubstr("p99>50ms is broken by"));

  LoadResult failing = good;
  failing.failed = 3;
  EXPECT_EQ(why_broken(plan, failing, limits), "3 failed");
  const std::vector<LoadLimit> lenient = {LoadLimit::parse("errors>1%")};
  EXPECT_EQ(why_broken(plan, failing, lenient), "");

  LoadResult behind = good;
  behind.duration_s += 1;
  EXPECT_THAT(why_broken(plan, behind, limits), HasSubstr("1.00 s after the end"));
  LoadResult slow = behind;
  slow.tally.service.record(990ms);
  EXPECT_EQ(why_broken(plan, slow, limits), "") << "each of its answers takes that long";
  behind.events_unsent = 40;
  EXPECT_THAT(why_broken(plan, behind, limits), HasSubstr("40 were not answered"));
}

TEST(WhyBroken, SaysWhereTheEmitterItselfIsTheLimit) {
  const LoadPlan plan = plan_from_rate(1000);
  LoadResult late = result_of(plan, 0);
  for (int i = 0; i < 100; ++i) late.tally.lateness.record(70ms);
  const std::vector<LoadLimit> limits = {LoadLimit::parse("p99>50ms")};
  EXPECT_THAT(why_broken(plan, late, limits), HasSubstr("is the emitter's own lateness"));
}

}  // namespace
}  // namespace hookline
