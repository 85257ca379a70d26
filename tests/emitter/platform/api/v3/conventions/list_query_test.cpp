#include "emitter/platform/api/v3/conventions/list_query.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using Operator = ListQuery::Operator;

ListQuery asked(const std::string& query) {
  return ListQuery(decode_form(query));
}

TEST(ListQuery, HasTwentyRowsFromTheFirstOneUnlessToldOtherwise) {
  EXPECT_EQ(asked("").limit(), 20U);
  EXPECT_EQ(asked("").offset(), 0U);
  EXPECT_EQ(asked("limit=7&offset=40").limit(), 7U);
  EXPECT_EQ(asked("limit=7&offset=40").offset(), 40U);
}

TEST(ListQuery, GivesNoMoreThanAHundred) {
  EXPECT_EQ(asked("limit=500").limit(), 100U);
}

TEST(ListQuery, TakesWhatItDoesNotUnderstandAsNotSaid) {
  const ListQuery query = asked("limit=-1&offset=x&filters[a][near]=1&filters[=2&orders=3&search");
  EXPECT_EQ(query.limit(), 20U);
  EXPECT_EQ(query.offset(), 0U);
  EXPECT_TRUE(query.filters().empty());
  EXPECT_TRUE(query.orders().empty());
  EXPECT_EQ(query.parameter("search"), std::nullopt);
}

TEST(ListQuery, ReadsFiltersWithAndWithoutOperators) {
  const ListQuery query =
      asked("filters%5Burl%5D=http%3A%2F%2Fa%2F%3Fx%3D1%262&filters[name][contains]=b");
  ASSERT_EQ(query.filters().size(), 2U);
  EXPECT_EQ(query.filter("url"), "http://a/?x=1&2");
  EXPECT_EQ(query.filters()[1].with, Operator::kContains);
}

TEST(ListQuery, ReadsOrdersInEitherCase) {
  const ListQuery query = asked("orders[name]=desc&orders[id]=ASC");
  ASSERT_EQ(query.orders().size(), 2U);
  EXPECT_TRUE(query.orders()[0].is_descending);
  EXPECT_FALSE(query.orders()[1].is_descending);
}

TEST(ListQuery, ReadsIdsInBothSpellings) {
  EXPECT_THAT(asked("ids[]=3&ids[]=5").ids("ids"), ElementsAre(3, 5));
  EXPECT_THAT(asked("ids=3,%205,x").ids("ids"), ElementsAre(3, 5));
}

TEST(Passes, ComparesNumbersAsNumbersAndTextsAsTexts) {
  EXPECT_TRUE(passes("10", Operator::kGt, "9"));
  EXPECT_FALSE(passes("10x", Operator::kGt, "9"));
  EXPECT_TRUE(passes("Newsletter", Operator::kStarts, "news"));
  EXPECT_TRUE(passes("Newsletter", Operator::kContains, "LETTER"));
  EXPECT_TRUE(passes("a", Operator::kNeq, "b"));
}

}  // namespace
}  // namespace hookline
