#include "emitter/dispatch/retry_policy.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

Attempt answered(int status, int number = 1) {
  Attempt attempt;
  attempt.outcome = Outcome::kAnswered;
  attempt.status = status;
  attempt.number = number;
  return attempt;
}

Attempt ended(Outcome outcome, int number = 1) {
  Attempt attempt;
  attempt.outcome = outcome;
  attempt.number = number;
  return attempt;
}

TEST(RetryPolicy, TriesOnceByDefault) {
  const RetryPolicy policy;
  EXPECT_EQ(policy.verdict_on(answered(500)), Verdict::kFailed);
  EXPECT_EQ(policy.verdict_on(ended(Outcome::kTimeout)), Verdict::kFailed);
}

TEST(RetryPolicy, TakesEvery2xxAsDelivered) {
  const RetryPolicy policy{{1s}};
  for (int status = 200; status < 600; ++status) {
    EXPECT_EQ(policy.verdict_on(answered(status)) == Verdict::kDelivered, status < 300) << status;
  }
}

TEST(RetryPolicy, SwitchesOffOn410Alone) {
  const RetryPolicy policy{{1s}};
  for (int status = 200; status < 600; ++status) {
    EXPECT_EQ(policy.verdict_on(answered(status)) == Verdict::kSwitchOff, status == 410) << status;
  }
}

TEST(RetryPolicy, TriesAgainAsOftenAsThereAreDelays) {
  const RetryPolicy policy{{5s, 5min}};
  EXPECT_EQ(policy.verdict_on(answered(500, 1)), Verdict::kTryAgain);
  EXPECT_EQ(policy.delay_after(answered(500, 1)), 5s);
  EXPECT_EQ(policy.verdict_on(ended(Outcome::kReset, 2)), Verdict::kTryAgain);
  EXPECT_EQ(policy.delay_after(ended(Outcome::kReset, 2)), 5min);
  EXPECT_EQ(policy.verdict_on(answered(500, 3)), Verdict::kFailed);
}

TEST(RetryPolicy, NeverTriesAgainWhatCanNotEndOtherwise) {
  const RetryPolicy policy{{5s}};
  EXPECT_EQ(policy.verdict_on(ended(Outcome::kForbidden)), Verdict::kFailed);
  EXPECT_EQ(policy.verdict_on(ended(Outcome::kCancelled)), Verdict::kFailed);
}

TEST(Outcome, HasANameThatReadsBack) {
  for (const Outcome outcome : kOutcomes) EXPECT_EQ(outcome_named(name_of(outcome)), outcome);
  EXPECT_EQ(outcome_named("nonsense"), std::nullopt);
}

}  // namespace
}  // namespace hookline
