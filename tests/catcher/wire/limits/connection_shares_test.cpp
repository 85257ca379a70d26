#include "catcher/wire/limits/connection_shares.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(ConnectionShares, StayBelowTheOpenFilesAllowed) {
  for (const std::size_t files : {128u, 256u, 1024u, 4096u, 20'000u, 1'048'576u}) {
    const ConnectionShares shares = share_out(files);
    EXPECT_LT(shares.catching + shares.page + 64, files) << files;
    EXPECT_GT(shares.catching, shares.page) << files;
  }
}

TEST(ConnectionShares, AreBoundedHoweverManyFilesThereMayBe) {
  EXPECT_EQ(share_out(1'048'576).catching, 20'000u);
  EXPECT_EQ(share_out(1'048'576).page, 1'000u);
}

TEST(ConnectionShares, AreNeverNone) {
  EXPECT_GT(share_out(0).catching, 0u);
  EXPECT_GT(share_out(0).page, 0u);
}

}  // namespace
}  // namespace hookline
