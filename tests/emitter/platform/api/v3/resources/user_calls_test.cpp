#include "tests/support/asked_platform.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::SizeIs;

TEST(UserCalls, ANewAccountHasTheUserWhoseKeyItIsAndWhoMayOwnDeals) {
  AskedPlatform asked;
  const auto me = asked.get("/api/3/users/me").json()["user"]["id"];
  const auto users = asked.get("/api/3/users").json()["users"];
  ASSERT_THAT(users, SizeIs(1));
  EXPECT_EQ(users[0]["id"], me);
  asked.post("/api/3/contacts", {{"contact", {{"email", "jane@example.com"}}}});
  asked.post("/api/3/dealGroups", {{"dealGroup", {{"title", "Sales"}, {"currency", "usd"}}}});
  asked.post("/api/3/dealStages", {{"dealStage", {{"title", "New"}, {"group", "1"}}}});
  const auto made = asked.post("/api/3/deals", {{"deal",
                                                 {{"title", "A deal"},
                                                  {"contact", "1"},
                                                  {"value", 4500},
                                                  {"currency", "usd"},
                                                  {"group", "1"},
                                                  {"stage", "1"},
                                                  {"owner", me}}}});
  EXPECT_EQ(made.status, 201) << made.text;
}

}  // namespace
}  // namespace hookline
