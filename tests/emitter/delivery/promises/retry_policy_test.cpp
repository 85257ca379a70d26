#include "emitter/delivery/promises/retry_policy.h"

#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

Attempt answered(int status, int number = 1) {
  Attempt attempt;
  attempt.delivery_id = 1;
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

RetryPolicy waiting(std::vector<RetryPolicy::Milliseconds> delays) {
  RetryPolicy policy;
  policy.delays = std::move(delays);
  return policy;
}

TEST(RetryPolicy, TriesOnceByDefault) {
  const RetryPolicy policy;
  EXPECT_EQ(policy.state_after(answered(500)), DeliveryState::kFailed);
  EXPECT_EQ(policy.state_after(ended(Outcome::kTimeout)), DeliveryState::kFailed);
}

TEST(RetryPolicy, TakesEvery2xxAsDelivered) {
  const RetryPolicy policy = waiting({1s});
  for (int status = 200; status < 600; ++status) {
    EXPECT_EQ(policy.state_after(answered(status)) == DeliveryState::kDelivered, status < 300)
        << status;
  }
}

TEST(RetryPolicy, SwitchesOffOn410Alone) {
  const RetryPolicy policy = waiting({1s});
  for (int status = 200; status < 600; ++status) {
    EXPECT_EQ(policy.switches_off(answered(status)), status == 410) << status;
  }
}

TEST(RetryPolicy, TakesA410AsAnyFailureWhereItIsTold) {
  RetryPolicy policy = waiting({1s});
  policy.gone_switches_off = false;
  EXPECT_EQ(policy.state_after(answered(410)), DeliveryState::kPending);
}

TEST(RetryPolicy, TriesAgainAsOftenAsThereAreDelays) {
  const RetryPolicy policy = waiting({5s, 5min});
  EXPECT_EQ(policy.state_after(answered(500, 1)), DeliveryState::kPending);
  EXPECT_EQ(policy.delay_after(answered(500, 1)), 5s);
  EXPECT_EQ(policy.state_after(ended(Outcome::kReset, 2)), DeliveryState::kPending);
  EXPECT_EQ(policy.delay_after(ended(Outcome::kReset, 2)), 5min);
  EXPECT_EQ(policy.state_after(answered(500, 3)), DeliveryState::kFailed);
}

TEST(RetryPolicy, NeverTriesAgainWhatCanNotEndOtherwise) {
  const RetryPolicy policy = waiting({5s});
  EXPECT_EQ(policy.state_after(ended(Outcome::kForbidden)), DeliveryState::kFailed);
  EXPECT_EQ(policy.state_after(ended(Outcome::kCancelled)), DeliveryState::kFailed);
  EXPECT_EQ(policy.state_after(ended(Outcome::kSwitchedOff)), DeliveryState::kFailed);
}

TEST(RetryPolicy, TriesAgainOnlyWhatItIsTold) {
  RetryPolicy policy = waiting({5s});
  policy.tried_again = EndingSet::parse("5xx, 429,timeout");
  const auto tried_again = [&](const Attempt& attempt) {
    return policy.state_after(attempt) == DeliveryState::kPending;
  };
  EXPECT_TRUE(tried_again(answered(500)));
  EXPECT_TRUE(tried_again(answered(599)));
  EXPECT_TRUE(tried_again(answered(429)));
  EXPECT_TRUE(tried_again(ended(Outcome::kTimeout)));
  EXPECT_FALSE(tried_again(answered(404)));
  EXPECT_FALSE(tried_again(answered(302)));
  EXPECT_FALSE(tried_again(ended(Outcome::kRefused)));
}

TEST(RetryPolicy, HonoursRetryAfterUpToItsMaximum) {
  RetryPolicy policy = waiting({5s});
  Attempt attempt = answered(503);
  attempt.retry_after = 60s;
  EXPECT_EQ(policy.delay_after(attempt), 5s) << "not unless it is told to";
  policy.retry_after_max = 2min;
  EXPECT_EQ(policy.delay_after(attempt), 60s);
  attempt.retry_after = 1h;
  EXPECT_EQ(policy.delay_after(attempt), 2min);
  attempt.retry_after = 1s;
  EXPECT_EQ(policy.delay_after(attempt), 5s) << "the schedule is the least";
}

TEST(RetryPolicy, SparesTheWebhookAfter429And502And504) {
  RetryPolicy policy;
  policy.spare = 5s;
  policy.retry_after_max = 1h;
  for (int status = 300; status < 600; ++status) {
    const bool overloaded = status == 429 || status == 502 || status == 504;
    EXPECT_EQ(policy.spare_after(answered(status)), overloaded ? 5s : 0s) << status;
  }
  Attempt attempt = answered(429);
  attempt.retry_after = 1min;
  EXPECT_EQ(policy.spare_after(attempt), 1min);
}

TEST(RetryPolicy, JitterStaysWithinItsShareAndFollowsItsSeed) {
  RetryPolicy policy = waiting({10s, 10s, 10s});
  policy.jitter = 0.2;
  policy.seed = 7;
  std::set<RetryPolicy::Milliseconds> waits;
  for (std::uint64_t delivery = 1; delivery <= 1000; ++delivery) {
    Attempt attempt = answered(500, static_cast<int>(delivery % 3 + 1));
    attempt.delivery_id = delivery;
    const auto wait = policy.delay_after(attempt);
    EXPECT_EQ(wait, policy.delay_after(attempt));
    waits.insert(wait);
  }
  EXPECT_GE(*waits.begin(), 8s);
  EXPECT_LT(*waits.begin(), 8200ms);
  EXPECT_LE(*waits.rbegin(), 12s);
  EXPECT_GT(*waits.rbegin(), 11800ms);
  EXPECT_GT(waits.size(), 700U);
  RetryPolicy other = policy;
  other.seed = 8;
  EXPECT_NE(policy.delay_after(answered(500)), other.delay_after(answered(500)));
}

TEST(RetryPolicy, KnowsHowLongItMayTake) {
  RetryPolicy policy = waiting({5s, 5min});
  EXPECT_EQ(policy.longest(), 305s);
  policy.jitter = 0.5;
  EXPECT_EQ(policy.longest(), 457500ms);
  policy.retry_after_max = 1min;
  EXPECT_EQ(policy.longest(), 510s);
}

TEST(EndingSet, RefusesWhatIsNoFailure) {
  for (const char* text : {"", "200", "2xx", "5xx,", "600", "1e2", "forbidden", "cancelled",
                           "answered", "switched_off", "timeouts,5xx", "5XX"}) {
    EXPECT_THROW(EndingSet::parse(text), std::invalid_argument) << text;
  }
  EXPECT_EQ(EndingSet::parse("any"), EndingSet::all());
}

TEST(Outcome, HasANameThatReadsBack) {
  for (const Outcome outcome : kOutcomes) EXPECT_EQ(outcome_named(name_of(outcome)), outcome);
  EXPECT_EQ(outcome_named("nonsense"), std::nullopt);
}

}  // namespace
}  // namespace hookline
