#include "catcher/captures/filters/values/json/json_search.h"

#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using Values = std::vector<std::string>;

constexpr std::size_t kMany = 100;
constexpr auto kAsText = JsonSearch::Branches::kAsText;

Values values_at(std::string_view path, std::string_view text,
                 JsonSearch::Branches branches = JsonSearch::Branches::kPassedOver) {
  return JsonSearch(path, "*").values_in(text, kMany, branches);
}

TEST(JsonSearchValues, AreThoseAtThePath) {
  constexpr auto kText = R"({"id":17.00,"a":{"b":"x","c":true},"b":"y"})";
  EXPECT_THAT(values_at("id", kText), ElementsAre("17.00"));
  EXPECT_THAT(values_at("a.b", kText), ElementsAre("x"));
  EXPECT_THAT(values_at("*.c", kText), ElementsAre("true"));
  EXPECT_THAT(values_at("c", kText), IsEmpty());
}

TEST(JsonSearchValues, OfItemsComeByNumberInDotsOrBracketsOrWithout) {
  constexpr auto kText = R"({"list":[{"x":1},{"x":2}],"grid":[[1,2],[3]]})";
  EXPECT_THAT(values_at("list[1].x", kText), ElementsAre("2"));
  EXPECT_THAT(values_at("list.1.x", kText), ElementsAre("2"));
  EXPECT_THAT(values_at("list.x", kText), ElementsAre("1", "2"));
  EXPECT_THAT(values_at("list[*].x", kText), ElementsAre("1", "2"));
  EXPECT_THAT(values_at("grid[0][1]", kText), ElementsAre("2"));
  EXPECT_THAT(values_at("[1]", "[1,2]"), ElementsAre("2"));
}

TEST(JsonSearchValues, OfNamesWithDotsAndBracketsComeByThoseNames) {
  constexpr auto kText = R"({"a.b":{"c":1},"a":{"b":{"c":2}},"f[x]":3,"f":["no"]})";
  EXPECT_THAT(values_at("a.b.c", kText), ElementsAre("1", "2"));
  EXPECT_THAT(values_at(R"(a\.b.c)", kText), ElementsAre("1"));
  EXPECT_THAT(values_at("f[x]", kText), ElementsAre("3"));
}

TEST(JsonSearchValues, MayBeObjectsAndListsAsText) {
  constexpr auto kText = R"({ "o": { "k": [1, "two\"", null], "e": {} } })";
  EXPECT_THAT(values_at("o", kText), IsEmpty());
  EXPECT_THAT(values_at("o", kText, kAsText), ElementsAre(R"({"k":[1,"two\"",null],"e":{}})"));
  EXPECT_THAT(values_at("o.k", kText, kAsText), ElementsAre(R"([1,"two\"",null])"));
  EXPECT_THAT(values_at("o.k[0]", kText, kAsText), ElementsAre("1"));
}

TEST(JsonSearchValues, AreNoMoreThanAskedFor) {
  EXPECT_THAT(JsonSearch("x", "*").values_in(R"({"x":[[1],[2],[3]]})", 2, kAsText),
              ElementsAre("[[1],[2],[3]]"));
  EXPECT_THAT(JsonSearch("x", "*").values_in(R"({"x":[1,2,3]})", 2), ElementsAre("1", "2"));
}

TEST(JsonSearch, TakesPathsOf32Names) {
  std::string path = "a";
  for (int i = 1; i < 32; ++i) path += ".a";
  EXPECT_NO_THROW(JsonSearch(path, "*"));
  EXPECT_THROW(JsonSearch(path + ".a", "*"), std::invalid_argument);
}

}  // namespace
}  // namespace hookline
