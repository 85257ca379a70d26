#include "emitter/delivery/promises/webhook_standings.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// Attempts at webhook 1 and what the standings make of them.
class Standings {
 public:
  explicit Standings(RetryPolicy policy) : policy_(std::move(policy)), standings_(policy_) {}

  Attempt judge(int status, Clock::duration at = 0s, int number = 1, std::uint64_t webhook = 1,
                bool can_switch_off = true) {
    Attempt attempt;
    attempt.webhook_id = webhook;
    attempt.outcome = Outcome::kAnswered;
    attempt.status = status;
    attempt.number = number;
    attempt.finished = Clock::time_point(at);
    standings_.judge(attempt, can_switch_off);
    return attempt;
  }
  WebhookStandings& operator*() { return standings_; }
  WebhookStandings* operator->() { return &standings_; }

 private:
  const RetryPolicy policy_;
  WebhookStandings standings_;
};

TEST(WebhookStandings, A410SwitchesOffThatWebhookAlone) {
  Standings standings({});
  const Attempt gone = standings.judge(410);
  EXPECT_EQ(gone.verdict, AttemptVerdict::kSwitchOff);
  EXPECT_EQ(gone.switched_off, "since it answered 410");
  EXPECT_TRUE(standings->is_off(1));
  EXPECT_FALSE(standings->is_off(2));
}

TEST(WebhookStandings, WhatCanNotBeSwitchedOffOnlyFails) {
  Standings standings({});
  EXPECT_EQ(standings.judge(410, 0s, 1, 1, false).verdict, AttemptVerdict::kFailed);
  EXPECT_FALSE(standings->is_off(1));
}

TEST(WebhookStandings, SwitchesOffAfterSoManyFailedDeliveriesInARow) {
  RetryPolicy policy;
  policy.delays = {1s};
  policy.failed_in_a_row_max = 2;
  Standings standings(policy);
  EXPECT_EQ(standings.judge(500, 0s, 2).verdict, AttemptVerdict::kFailed);
  EXPECT_EQ(standings.judge(200).verdict, AttemptVerdict::kDelivered);
  EXPECT_EQ(standings.judge(500, 0s, 2).verdict, AttemptVerdict::kFailed);
  EXPECT_EQ(standings.judge(500, 0s, 1).verdict, AttemptVerdict::kTryAgain)
      << "an attempt, no delivery";
  const Attempt last = standings.judge(500, 0s, 2);
  EXPECT_EQ(last.verdict, AttemptVerdict::kSwitchOff);
  EXPECT_EQ(last.switched_off, "since 2 deliveries in a row failed");
}

TEST(WebhookStandings, SwitchesOffAfterATimeWithoutSuccess) {
  RetryPolicy policy;
  policy.delays = {1s, 1s, 1s, 1s, 1s};
  policy.failing_max = 1h;
  Standings standings(policy);
  EXPECT_EQ(standings.judge(500, 0min).verdict, AttemptVerdict::kTryAgain);
  EXPECT_EQ(standings.judge(200, 30min).verdict, AttemptVerdict::kDelivered);
  EXPECT_EQ(standings.judge(500, 40min).verdict, AttemptVerdict::kTryAgain);
  EXPECT_EQ(standings.judge(500, 99min).verdict, AttemptVerdict::kTryAgain);
  const Attempt last = standings.judge(500, 100min);
  EXPECT_EQ(last.verdict, AttemptVerdict::kSwitchOff);
  EXPECT_EQ(last.switched_off, "since all its attempts of 1h failed");
}

TEST(WebhookStandings, NothingIsTriedAgainOnceItIsOff) {
  RetryPolicy policy;
  policy.delays = {1s};
  Standings standings(policy);
  standings.judge(410);
  EXPECT_EQ(standings.judge(500).verdict, AttemptVerdict::kFailed);
  EXPECT_EQ(standings.judge(200).verdict, AttemptVerdict::kDelivered);
  EXPECT_TRUE(standings->is_off(1)) << "a late success doesn't switch it on";
}

TEST(WebhookStandings, SparesAWebhookThatIsOverloaded) {
  RetryPolicy policy;
  policy.spare = 5s;
  Standings standings(policy);
  EXPECT_EQ(standings->spared_until(1), Clock::time_point());
  standings.judge(429, 10s);
  EXPECT_EQ(standings->spared_until(1), Clock::time_point(15s));
  standings.judge(500, 12s);
  EXPECT_EQ(standings->spared_until(1), Clock::time_point(15s));
  standings.judge(200, 20s);
  EXPECT_EQ(standings->spared_until(1), Clock::time_point());
  EXPECT_EQ(standings->spared_until(2), Clock::time_point());
}

}  // namespace
}  // namespace hookline
