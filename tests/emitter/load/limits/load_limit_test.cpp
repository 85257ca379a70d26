#include "emitter/load/limits/load_limit.h"

#include <chrono>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// 100 deliveries a second, 2 % failed, p99 at 40 ms, none later than 60 ms.
LoadResult result() {
  LoadResult result;
  result.duration_s = 10;
  result.accepted = 1020;
  result.delivered = 1000;
  result.failed = 20;
  for (int i = 0; i < 1000; ++i) {
    result.tally.latency.record(i < 980 ? 10ms : i < 999 ? 40ms : 60ms);
    result.tally.lateness.record(1us);
  }
  return result;
}

bool is_broken(const std::string& limit) {
  return LoadLimit::parse(limit).is_broken_by(figures_of(result()));
}

TEST(LoadLimit, HoldsPercentilesAgainstTimes) {
  EXPECT_FALSE(is_broken("p50>11ms"));
  EXPECT_TRUE(is_broken("p50>9ms"));
  EXPECT_TRUE(is_broken("p99>39ms"));
  EXPECT_FALSE(is_broken("p99>41ms"));
  EXPECT_FALSE(is_broken("p999>0.041s"));
  EXPECT_TRUE(is_broken("max>59999us"));
  EXPECT_FALSE(is_broken("max>60ms"));
  EXPECT_TRUE(is_broken("max<61ms"));
}

TEST(LoadLimit, HoldsErrorsAgainstACountOrAShare) {
  EXPECT_TRUE(is_broken("errors>19"));
  EXPECT_FALSE(is_broken("errors>20"));
  EXPECT_TRUE(is_broken("errors>1.9%"));
  EXPECT_FALSE(is_broken("errors>2%"));
  EXPECT_TRUE(LoadLimit::parse("errors>2%").is_on_errors());
  EXPECT_FALSE(LoadLimit::parse("p99>1s").is_on_errors());
}

TEST(LoadLimit, HoldsTheRateAgainstANumber) {
  EXPECT_TRUE(is_broken("rate<100.5"));
  EXPECT_FALSE(is_broken("rate<100"));
}

TEST(LoadLimit, HoldsTheProcessorTimeAgainstATime) {
  LoadResult costly = result();
  costly.cpu_us = 30'600;  // 1,020 deliveries
  EXPECT_TRUE(LoadLimit::parse("cpu>29us").is_broken_by(figures_of(costly)));
  EXPECT_FALSE(LoadLimit::parse("cpu>31us").is_broken_by(figures_of(costly)));
  EXPECT_EQ(LoadLimit::parse("cpu>1us").actual_in(figures_of(costly)), "30.00 us");
}

TEST(LoadLimit, HoldsAFigureAgainstThatOfAnEarlierRun) {
  const LoadFigures now = figures_of(result());
  LoadFigures earlier = now;
  earlier.p99_us = now.p99_us / 1.5;
  earlier.deliveries_per_s = now.deliveries_per_s * 2;
  EXPECT_TRUE(LoadLimit::parse("p99>1.4x").is_broken_by(now, &earlier));
  EXPECT_FALSE(LoadLimit::parse("p99>1.6x").is_broken_by(now, &earlier));
  EXPECT_TRUE(LoadLimit::parse("rate<0.9x").is_broken_by(now, &earlier));
  EXPECT_FALSE(LoadLimit::parse("rate<0.4x").is_broken_by(now, &earlier));
  EXPECT_EQ(LoadLimit::parse("p99>1.4x").actual_in(now, &earlier), "1.50x");
  EXPECT_TRUE(LoadLimit::parse("p99>1.4x").is_relative());
  EXPECT_FALSE(LoadLimit::parse("p99>1.4ms").is_relative());
  earlier.errors = 0;
  EXPECT_TRUE(LoadLimit::parse("errors>100x").is_broken_by(now, &earlier));
  EXPECT_FALSE(LoadLimit::parse("errors>1x").is_broken_by(earlier, &earlier));
}

TEST(LoadLimit, CanBeWhatMustHold) {
  const LoadFigures figures = figures_of(result());
  const auto must = [](const std::string& text) {
    return LoadLimit::parse(text, LoadLimit::Sense::kMustHold);
  };
  EXPECT_FALSE(must("p99<41ms").is_broken_by(figures));
  EXPECT_TRUE(must("p99<39ms").is_broken_by(figures));
  EXPECT_FALSE(must("rate>99").is_broken_by(figures));
  EXPECT_TRUE(must("rate>101").is_broken_by(figures));
  EXPECT_THROW(must("invalid"), std::invalid_argument);
}

TEST(LoadLimit, CanForbidAnInvalidRun) {
  EXPECT_FALSE(is_broken("invalid"));
  LoadResult late = result();
  for (int i = 0; i < 1000; ++i) late.tally.lateness.record(30ms);
  EXPECT_TRUE(LoadLimit::parse("invalid").is_broken_by(figures_of(late)));
}

TEST(LoadLimit, SaysWhatItFoundInstead) {
  EXPECT_EQ(LoadLimit::parse("errors>1%").actual_in(figures_of(result())), "1.96 %");
  EXPECT_EQ(LoadLimit::parse("rate<1").actual_in(figures_of(result())), "100");
  EXPECT_EQ(LoadLimit::parse("max>1s").actual_in(figures_of(result())), "60.00 ms");
  EXPECT_EQ(LoadLimit::parse("invalid").actual_in(figures_of(result())), "valid");
}

TEST(LoadLimit, TakesAnyPercentileAndTheMean) {
  EXPECT_TRUE(is_broken("p95>9ms"));
  EXPECT_FALSE(is_broken("p95>11ms"));
  EXPECT_TRUE(is_broken("p98.5>39ms"));
  EXPECT_TRUE(is_broken("p99.9>39ms"));
  EXPECT_FALSE(is_broken("p99.9>41ms"));
  EXPECT_TRUE(is_broken("p9999>59ms"));
  EXPECT_TRUE(is_broken("p100>59ms"));
  EXPECT_TRUE(is_broken("mean>10.6ms"));  // (980 * 10 + 19 * 40 + 60) / 1000 = 10.62
  EXPECT_FALSE(is_broken("mean>10.63ms"));
  EXPECT_TRUE(LoadLimit::parse("mean>1s").is_on_latency());
}

TEST(LoadLimit, TakesEqualityAndBlanksAndEveryDuration) {
  EXPECT_FALSE(is_broken("max>60ms"));
  EXPECT_TRUE(is_broken("max>=60ms"));
  EXPECT_TRUE(is_broken("max<=60ms"));
  EXPECT_FALSE(is_broken("errors<20"));
  EXPECT_TRUE(is_broken("errors<=20"));
  EXPECT_TRUE(is_broken(" p99 > 39 ms "));
  EXPECT_TRUE(is_broken("errors > 1.9 %"));
  EXPECT_FALSE(is_broken("max > 1m30s"));
  EXPECT_FALSE(is_broken("max>1h"));
  EXPECT_TRUE(is_broken("p50>0.009s"));
  const LoadFigures figures = figures_of(result());
  EXPECT_FALSE(LoadLimit::parse("max <= 60ms", LoadLimit::Sense::kMustHold).is_broken_by(figures));
  EXPECT_TRUE(LoadLimit::parse("max < 60ms", LoadLimit::Sense::kMustHold).is_broken_by(figures));
}

TEST(LoadLimit, AsksForAsManySamplesAsMeanSomething) {
  EXPECT_EQ(LoadLimit::parse("p50>1s").samples_min(), 20U);
  EXPECT_EQ(LoadLimit::parse("p90>1s").samples_min(), 100U);
  EXPECT_EQ(LoadLimit::parse("p95>1s").samples_min(), 200U);
  EXPECT_EQ(LoadLimit::parse("p99>1s").samples_min(), 1'000U);
  EXPECT_EQ(LoadLimit::parse("p999>1s").samples_min(), 10'000U);
  EXPECT_EQ(LoadLimit::parse("max>1s").samples_min(), 1'000U);
}

TEST(LoadLimit, KnowsWhichFiguresAnEarlierRunHas) {
  LoadFigures earlier = figures_of(result());
  earlier.latency = nullptr;
  EXPECT_TRUE(LoadLimit::parse("p95>1.2x").is_known_of(earlier));
  EXPECT_TRUE(LoadLimit::parse("mean>1.2x").is_known_of(earlier));
  EXPECT_FALSE(LoadLimit::parse("p97>1.2x").is_known_of(earlier));
  earlier.mean_us.reset();
  EXPECT_FALSE(LoadLimit::parse("mean>1.2x").is_known_of(earlier));
}

TEST(LoadLimit, RefusesWhatItCannotRead) {
  for (const std::string text :
       {"",          "p99",        "p99>",     "p99>50",   "p99>ms",    "p0>1ms",    "p99>-1ms",
        "p101>1ms",  "errors>1ms", "errors=1", "rate<1%",  "rate<nan",  "rate<inf",  "p>1ms",
        "invalid>1", "rate<1ms",   "cpu>5",    "cpu>5%",   "p99>x",     "p99>1.2xx", "p99>-1x",
        "p99=>1ms",  "p99<>1ms",   "p99==1ms", "p 99>1ms", "median>1s", "p99.>1ms",  "p99>1s1m"}) {
    EXPECT_THROW(LoadLimit::parse(text), std::invalid_argument) << text;
  }
}

TEST(LoadResult, IsInvalidWhereTheEmitterWasLate) {
  LoadResult late = result();
  EXPECT_EQ(late.why_invalid(), "");
  for (int i = 0; i < 1000; ++i) late.tally.lateness.record(30ms);
  EXPECT_NE(late.why_invalid().find("75 % of the latency"), std::string::npos)
      << late.why_invalid();
}

TEST(LoadResult, IsInvalidWhereEventsWereNotSentOrNothingCame) {
  LoadResult kept_back = result();
  kept_back.events_unsent = 7;
  EXPECT_NE(kept_back.why_invalid().find("7 events"), std::string::npos);
  EXPECT_FALSE(LoadResult().valid());
}

TEST(LoadResult, ClosesItsLedgerOnlyWhereItAddsUpAndNothingIsLost) {
  LoadResult whole = result();
  EXPECT_TRUE(whole.ledger_closes());
  whole.arrivals.emplace();
  whole.arrivals->unanswered = 3;
  whole.arrivals->out_of_order = 3;
  EXPECT_TRUE(whole.ledger_closes());
  whole.arrivals->missing = 1;
  EXPECT_FALSE(whole.ledger_closes());
  LoadResult doubled = result();
  doubled.out_of_place = 1;
  EXPECT_FALSE(doubled.ledger_closes());
  LoadResult short_of_one = result();
  ++short_of_one.accepted;
  EXPECT_FALSE(short_of_one.ledger_closes());
}

}  // namespace
}  // namespace hookline
