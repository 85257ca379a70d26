#include "emitter/schemas/place_of_key.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(PlaceOfKey, IsOneLevelBelow) {
  EXPECT_EQ(place_of_key("/account", "currency"), "/account/profile");
  EXPECT_EQ(place_of_key("/account", "timezone"), "/account/profile");
  EXPECT_EQ(place_of_key("", "contacts"), "/account");
  EXPECT_EQ(place_of_key("/replies/0", "status"), "/replies/0/reply");
  EXPECT_EQ(place_of_key("/steps/0", "method"), "/steps/0/request");
}

TEST(PlaceOfKey, IsOneLevelAbove) {
  EXPECT_EQ(place_of_key("/account/profile", "contacts"), "/account");
  EXPECT_EQ(place_of_key("/replies/0/reply", "percent"), "/replies/0");
}

TEST(PlaceOfKey, IsNowhereForWhatNoScenarioHas) {
  EXPECT_EQ(place_of_key("/account", "zzz"), "");
  EXPECT_EQ(place_of_key("", "zzz"), "");
  EXPECT_EQ(place_of_key("/no/such/place", "event"), "");
}

}  // namespace
}  // namespace hookline
