#include "emitter/delivery/promises/receiver_standings.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

/// Attempts at webhook 1 and what the standings make of them.
class Standings {
 public:
  explicit Standings(RetryPolicy policy) : policy_(std::move(policy)), standings_(policy_) {}

  Attempt judge(int status, Clock::duration at = 0s, int number = 1, ReceiverId receiver = 1) {
    Attempt attempt;
    attempt.receiver = receiver;
    attempt.outcome = Outcome::kAnswered;
    attempt.status = status;
    attempt.number = number;
    attempt.finished = Clock::time_point(at);
    standings_.judge(attempt);
    return attempt;
  }
  ReceiverStandings& operator*() { return standings_; }
  ReceiverStandings* operator->() { return &standings_; }

 private:
  const RetryPolicy policy_;
  ReceiverStandings standings_;
};

TEST(ReceiverStandings, A410SwitchesOffThatWebhookAlone) {
  Standings standings({});
  const Attempt gone = standings.judge(410);
  EXPECT_EQ(gone.state, DeliveryState::kFailed);
  EXPECT_EQ(gone.switched_off, "since it answered 410");
  EXPECT_TRUE(standings->is_off(1));
  EXPECT_FALSE(standings->is_off(2));
}

TEST(ReceiverStandings, WhatCanNotBeSwitchedOffOnlyFails) {
  Standings standings({});
  const ReceiverId action(1, ReceiverId::Kind::kAction);
  EXPECT_EQ(standings.judge(410, 0s, 1, action).state, DeliveryState::kFailed);
  EXPECT_FALSE(standings->is_off(action));
}

TEST(ReceiverStandings, SwitchesOffAfterSoManyFailedDeliveriesInARow) {
  RetryPolicy policy;
  policy.delays = {1s};
  policy.failed_in_a_row_max = 2;
  Standings standings(policy);
  EXPECT_EQ(standings.judge(500, 0s, 2).state, DeliveryState::kFailed);
  EXPECT_EQ(standings.judge(200).state, DeliveryState::kDelivered);
  EXPECT_EQ(standings.judge(500, 0s, 2).state, DeliveryState::kFailed);
  EXPECT_EQ(standings.judge(500, 0s, 1).state, DeliveryState::kPending)
      << "an attempt, no delivery";
  const Attempt last = standings.judge(500, 0s, 2);
  EXPECT_EQ(last.state, DeliveryState::kFailed);
  EXPECT_EQ(last.switched_off, "since 2 deliveries in a row failed");
}

TEST(ReceiverStandings, SwitchesOffAfterATimeWithoutSuccess) {
  RetryPolicy policy;
  policy.delays = {1s, 1s, 1s, 1s, 1s};
  policy.failing_max = 1h;
  Standings standings(policy);
  EXPECT_EQ(standings.judge(500, 0min).state, DeliveryState::kPending);
  EXPECT_EQ(standings.judge(200, 30min).state, DeliveryState::kDelivered);
  EXPECT_EQ(standings.judge(500, 40min).state, DeliveryState::kPending);
  EXPECT_EQ(standings.judge(500, 99min).state, DeliveryState::kPending);
  const Attempt last = standings.judge(500, 100min);
  EXPECT_EQ(last.state, DeliveryState::kFailed);
  EXPECT_EQ(last.switched_off, "since all its attempts of 1h failed");
}

TEST(ReceiverStandings, NothingIsTriedAgainOnceItIsOff) {
  RetryPolicy policy;
  policy.delays = {1s};
  Standings standings(policy);
  standings.judge(410);
  EXPECT_EQ(standings.judge(500).state, DeliveryState::kFailed);
  EXPECT_EQ(standings.judge(200).state, DeliveryState::kDelivered);
  EXPECT_TRUE(standings->is_off(1)) << "a late success doesn't switch it on";
}

TEST(ReceiverStandings, SparesAWebhookThatIsOverloaded) {
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
