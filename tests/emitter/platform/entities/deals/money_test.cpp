#include "emitter/platform/entities/deals/money.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

TEST(Money, GroupsThousandsAndKeepsTwoDecimals) {
  EXPECT_EQ(grouped({0}), "0.00");
  EXPECT_EQ(grouped({5}), "0.05");
  EXPECT_EQ(grouped({99'999}), "999.99");
  EXPECT_EQ(grouped({100'000}), "1,000.00");
  EXPECT_EQ(grouped({104'405'500}), "1,044,055.00");
  EXPECT_EQ(grouped({-123'456'789}), "-1,234,567.89");
}

TEST(Money, WritesPlainUnitsWithAFractionOnlyWhereThereIsOne) {
  EXPECT_EQ(plain({104'405'500}), "1044055");
  EXPECT_EQ(plain({104'405'550}), "1044055.5");
  EXPECT_EQ(plain({104'405'505}), "1044055.05");
  EXPECT_EQ(plain({-100}), "-1");
}

TEST(Money, ReadsUnitsDecimalsAndSeparators) {
  EXPECT_EQ(money_from("1044055"), Money{104'405'500});
  EXPECT_EQ(money_from("1044055.5"), Money{104'405'550});
  EXPECT_EQ(money_from("1,044,055.00"), Money{104'405'500});
  EXPECT_EQ(money_from("-3"), Money{-300});
  EXPECT_EQ(money_from("1000000.0"), Money{100'000'000});
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const auto* text :
       {"", "-", "much", "1.234", "1.", ".5", "1e6", "1.2.3", "--1", ",5", "99999999999999999999"})
    EXPECT_FALSE(money_from(text)) << text;
}

TEST(Money, KnowsTheEuroAsAnEntityAndFallsBackToTheCode) {
  EXPECT_EQ(currency_symbol("usd"), "$");
  EXPECT_EQ(currency_symbol("eur"), "&euro;");
  EXPECT_EQ(currency_symbol("xyz"), "xyz");
}

}  // namespace
}  // namespace hookline
