#include "catcher/catching/channel.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(Channel, IsTheNameBeforeLocalhostOrTheDomain) {
  EXPECT_EQ(channel_of("Shop.localhost:80", ""), "shop");
  EXPECT_EQ(channel_of("shop.hooks.example", "hooks.example"), "shop");
  EXPECT_EQ(channel_of("localhost", ""), "");
  EXPECT_EQ(channel_of(".localhost", ""), "");
  EXPECT_EQ(channel_of("[::1]:80", ""), "");
  EXPECT_EQ(channel_of("", ""), "");
}

}  // namespace
}  // namespace hookline
