#include "emitter/delivery/queue/shared/host_shares.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

constexpr std::int64_t kNow = 1'000'000'000;
constexpr std::int64_t kSecond = 1'000'000;

std::int64_t most_of(HostShares& shares, std::int64_t host, std::int64_t now_us) {
  for (const HostShares::Share& share : shares.next(now_us, 100'000)) {
    if (share.host == host) return share.most;
  }
  return 0;
}

TEST(HostShares, LetsAHostWhereNothingEndsHaveAFewAndNoMore) {
  HostShares shares;
  shares.add_host(1);
  EXPECT_EQ(most_of(shares, 1, kNow), 64);
  for (int i = 0; i < 64; ++i) shares.hold(1);
  EXPECT_EQ(most_of(shares, 1, kNow), 0);
  EXPECT_THAT(shares.with_room(kNow), testing::IsEmpty());
  shares.let_go(1, kNow, false);
  EXPECT_EQ(most_of(shares, 1, kNow), 1);
}

TEST(HostShares, LetsAHostHaveAsManyAsEndedThereLately) {
  HostShares shares;
  shares.add_host(1);
  for (int i = 0; i < 1000; ++i) {
    shares.hold(1);
    shares.let_go(1, kNow, true);
  }
  shares.note_leased(1, 1000, 1000);
  EXPECT_EQ(most_of(shares, 1, kNow), 2000);
  EXPECT_EQ(most_of(shares, 1, kNow + kSecond), 1000);
  EXPECT_EQ(most_of(shares, 1, kNow + 2 * kSecond), 64);
}

TEST(HostShares, TurnsBetweenMoreHostsThanItAsksForAtOnce) {
  HostShares shares;
  for (std::int64_t host = 1; host <= 300; ++host) shares.add_host(host);
  std::vector<int> seen(301);
  for (int round = 0; round < 300; ++round) {
    for (const auto& share : shares.next(kNow, 1000)) ++seen[static_cast<std::size_t>(share.host)];
  }
  for (std::int64_t host = 1; host <= 300; ++host) {
    EXPECT_EQ(seen[static_cast<std::size_t>(host)], HostShares::kHostsAtOnce) << host;
  }
}

TEST(HostShares, CutsALimitPerHostAmongTheWorkers) {
  std::int64_t sum = 0;
  for (std::size_t place = 0; place < 4; ++place) {
    HostShares shares;
    shares.add_host(7);
    shares.set_limit(10, 4, place);
    sum += most_of(shares, 7, kNow);
  }
  EXPECT_EQ(sum, 10);
}

}  // namespace
}  // namespace hookline
