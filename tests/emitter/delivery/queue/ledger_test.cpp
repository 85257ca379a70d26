#include "emitter/delivery/queue/ledger.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

using State = DeliveryState;

TEST(Ledger, AddsUpAtAnyMoment) {
  Ledger ledger;
  for (std::uint64_t i = 0; i < 1000; ++i) {
    EXPECT_EQ(ledger.accept(), i);
    if (i % 3 == 0) ledger.end(i, State::kDelivered);
    if (i % 3 == 1) ledger.end(i, State::kFailed);
    EXPECT_EQ(ledger.accepted(), ledger.delivered() + ledger.failed() + ledger.pending());
  }
  EXPECT_EQ(ledger.delivered(), 334U);
  EXPECT_EQ(ledger.failed(), 333U);
  EXPECT_EQ(ledger.pending(), 333U);
  EXPECT_EQ(ledger.out_of_place(), 0U);
}

TEST(Ledger, KnowsHowEachStands) {
  Ledger ledger;
  for (int i = 0; i < 100; ++i) ledger.accept();
  ledger.end(31, State::kDelivered);
  ledger.end(32, State::kFailed);
  ledger.end(99, State::kDelivered);
  EXPECT_EQ(ledger.state_of(30), State::kPending);
  EXPECT_EQ(ledger.state_of(31), State::kDelivered);
  EXPECT_EQ(ledger.state_of(32), State::kFailed);
  EXPECT_EQ(ledger.state_of(33), State::kPending);
  EXPECT_EQ(ledger.state_of(99), State::kDelivered);
}

TEST(Ledger, CountsASecondEndAsOutOfPlace) {
  Ledger ledger;
  ledger.accept();
  ledger.end(0, State::kDelivered);
  ledger.end(0, State::kFailed);
  EXPECT_EQ(ledger.out_of_place(), 1U);
  EXPECT_EQ(ledger.delivered(), 1U);
  EXPECT_EQ(ledger.failed(), 0U);
}

TEST(Ledger, CountsTheEndOfWhatItNeverAcceptedAsOutOfPlace) {
  Ledger ledger;
  ledger.end(0, State::kDelivered);
  ledger.accept();
  ledger.end(1, State::kDelivered);
  EXPECT_EQ(ledger.out_of_place(), 2U);
  EXPECT_EQ(ledger.pending(), 1U);
}

TEST(Ledger, StandsAsTheOneWhoseWordsItWasMadeOf) {
  Ledger ledger;
  for (int i = 0; i < 70; ++i) ledger.accept();
  for (std::uint64_t i = 0; i < 40; ++i)
    ledger.end(i, i % 4 == 0 ? State::kFailed : State::kDelivered);
  const auto words = ledger.words();
  Ledger same({words.begin(), words.end()}, ledger.accepted());
  EXPECT_EQ(same.accepted(), 70U);
  EXPECT_EQ(same.delivered(), 30U);
  EXPECT_EQ(same.failed(), 10U);
  EXPECT_EQ(same.state_of(36), State::kFailed);
  EXPECT_EQ(same.state_of(69), State::kPending);
  EXPECT_EQ(same.accept(), 70U);
}

}  // namespace
}  // namespace hookline
