#include "catcher/base/memory/memory_budget.h"

#include <future>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

TEST(MemoryBudget, GivesSharesUntilThereIsNoRoom) {
  MemoryBudget budget(8 * kMiB);
  MemoryBudget::Share first;
  MemoryBudget::Share second;
  EXPECT_TRUE(budget.resize(first, 4 * kMiB));
  EXPECT_FALSE(budget.resize(second, 3 * kMiB)) << "a quarter is for small ones";
  EXPECT_TRUE(budget.resize(second, 2 * kMiB));
  EXPECT_EQ(budget.held(), 6 * kMiB);
  EXPECT_TRUE(budget.resize(first, kMiB));
  EXPECT_TRUE(budget.resize(second, 5 * kMiB));
  EXPECT_EQ(budget.held(), 6 * kMiB);
}

TEST(MemoryBudget, SmallSharesHaveRoomBesideLargeOnes) {
  MemoryBudget budget(8 * kMiB);
  MemoryBudget::Share large;
  ASSERT_TRUE(budget.resize(large, 6 * kMiB));
  std::vector<MemoryBudget::Share> small(32);
  for (auto& share : small) EXPECT_TRUE(budget.resize(share, MemoryBudget::kSmallBytes));
  MemoryBudget::Share one_more;
  EXPECT_FALSE(budget.resize(one_more, MemoryBudget::kSmallBytes));
}

TEST(MemoryBudget, WhatGoesBeyondAllOfItGetsAllOfIt) {
  MemoryBudget budget(8 * kMiB);
  const auto share = budget.wait_for(100 * kMiB, 0ms, {});
  ASSERT_TRUE(share);
  EXPECT_EQ(share->bytes(), 6 * kMiB);
  EXPECT_FALSE(budget.wait_for(100 * kMiB, 0ms, {}));
}

TEST(MemoryBudget, GivesBackWhenAShareEndsShrinksOrMoves) {
  MemoryBudget budget(8 * kMiB);
  {
    MemoryBudget::Share share;
    ASSERT_TRUE(budget.resize(share, 4 * kMiB));
    share.shrink_to(3 * kMiB);
    EXPECT_EQ(budget.held(), 3 * kMiB);
    share.shrink_to(5 * kMiB);
    EXPECT_EQ(budget.held(), 3 * kMiB);
    MemoryBudget::Share moved = std::move(share);
    EXPECT_EQ(moved.bytes(), 3 * kMiB);
    EXPECT_EQ(budget.held(), 3 * kMiB);
  }
  EXPECT_EQ(budget.held(), 0U);
}

TEST(MemoryBudget, WhoWaitsGoesOnOnceThereIsRoom) {
  MemoryBudget budget(8 * kMiB);
  auto first = budget.wait_for(6 * kMiB, 0ms, {});
  auto waiting =
      std::async(std::launch::async, [&] { return budget.wait_for(kMiB, 1h, {}).has_value(); });
  first.reset();
  EXPECT_TRUE(waiting.get());
}

TEST(MemoryBudget, AStopEndsTheWait) {
  MemoryBudget budget(8 * kMiB);
  const auto first = budget.wait_for(6 * kMiB, 0ms, {});
  std::stop_source stop;
  auto waiting = std::async(
      std::launch::async, [&] { return budget.wait_for(kMiB, 1h, stop.get_token()).has_value(); });
  stop.request_stop();
  EXPECT_FALSE(waiting.get());
}

TEST(MemoryBudget, NobodyWaitsOnceWaitsHaveEnded) {
  MemoryBudget budget(8 * kMiB);
  const auto first = budget.wait_for(6 * kMiB, 0ms, {});
  auto waiting =
      std::async(std::launch::async, [&] { return budget.wait_for(kMiB, 1h, {}).has_value(); });
  budget.end_waits();
  EXPECT_FALSE(waiting.get());
  EXPECT_FALSE(budget.wait_for(kMiB, 1h, {}));
  EXPECT_TRUE(budget.wait_for(1, 1h, {})) << "what has room needs no wait";
}

}  // namespace
}  // namespace hookline
