#include "emitter/load/limits/max_search.h"

#include <functional>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using Holds = std::function<bool(const MaxSearch::Probe&)>;

/// Tries all out, and returns the rates that were tried.
std::vector<double> run(MaxSearch& search, const Holds& holds) {
  std::vector<double> rates;
  while (const auto probe = search.next()) {
    rates.push_back(probe->rate);
    search.take(holds(*probe));
    if (rates.size() > 100) throw std::runtime_error("it doesn't end");
  }
  return rates;
}

Holds up_to(double rate) {
  return [rate](const MaxSearch::Probe& probe) { return probe.rate <= rate; };
}

TEST(MaxSearch, DoublesUntilARateBreaksThenHalvesTheDistanceAndConfirms) {
  MaxSearch search(100, 1e6);
  std::vector<bool> confirmations;
  const auto rates = run(search, [&](const MaxSearch::Probe& probe) {
    confirmations.push_back(probe.is_confirmation);
    return probe.rate <= 1500;
  });
  EXPECT_EQ(std::vector<double>(rates.begin(), rates.begin() + 5),
            (std::vector<double>{100, 200, 400, 800, 1600}));
  ASSERT_TRUE(search.found());
  EXPECT_EQ(rates.back(), *search.found());
  EXPECT_TRUE(confirmations.back());
  EXPECT_FALSE(confirmations[confirmations.size() - 2]);
}

TEST(MaxSearch, FindsEveryLimitWithinAFewPercent) {
  for (double limit = 1; limit < 1e6; limit *= 1.37) {
    MaxSearch search(100, 1e7);
    const auto rates = run(search, up_to(limit));
    ASSERT_TRUE(search.found()) << limit;
    EXPECT_LE(*search.found(), limit);
    EXPECT_GE(*search.found(), limit / MaxSearch::kRatio - 1e-9) << limit;
    EXPECT_GT(*search.broken(), limit);
    EXPECT_LE(rates.size(), 25U) << limit;
  }
}

TEST(MaxSearch, GoesDownWhereTheFirstRateBreaks) {
  MaxSearch search(1000, 1e6);
  const auto rates = run(search, up_to(200));
  EXPECT_EQ(std::vector<double>(rates.begin(), rates.begin() + 4),
            (std::vector<double>{1000, 500, 250, 125}));
  EXPECT_LE(*search.found(), 200);
}

TEST(MaxSearch, FindsNoneWhereNothingHolds) {
  MaxSearch search(100, 1e6);
  const auto rates = run(search, up_to(0));
  EXPECT_FALSE(search.found());
  EXPECT_EQ(rates.back(), MaxSearch::kRateMin);
  EXPECT_EQ(search.broken(), MaxSearch::kRateMin);
}

TEST(MaxSearch, EndsAtTheHighestRateAllowed) {
  MaxSearch search(100, 1000);
  const auto rates = run(search, up_to(1e9));
  EXPECT_EQ(rates, (std::vector<double>{100, 200, 400, 800, 1000, 1000}));
  EXPECT_EQ(search.found(), 1000);
  EXPECT_FALSE(search.broken());
}

TEST(MaxSearch, GoesLowerWhereALongerRunDoesNotConfirm) {
  MaxSearch search(100, 1e6);
  run(search, [](const MaxSearch::Probe& probe) {
    return probe.rate <= (probe.is_confirmation ? 600 : 1500);
  });
  ASSERT_TRUE(search.found());
  EXPECT_LE(*search.found(), 600);
  EXPECT_GE(*search.found(), 150);
  EXPECT_GT(*search.broken(), 600);
}

TEST(MaxSearch, GivesUpSoonWhereNothingIsConfirmed) {
  MaxSearch search(100, 1e7);
  const auto rates =
      run(search, [](const MaxSearch::Probe& probe) { return !probe.is_confirmation; });
  EXPECT_FALSE(search.found());
  EXPECT_LE(rates.size(), 40U);
}

}  // namespace
}  // namespace hookline
