#include "emitter/delivery/delivery_mark.h"

#include <gtest/gtest.h>

namespace hookline {
namespace {

std::optional<std::uint64_t> id_in(const std::string& mark, std::string_view run) {
  return DeliveryMark::id_in({{"Host", "x"}, {"hookline-delivery", mark}}, run);
}

TEST(DeliveryMark, IsReadAsItIsWritten) {
  for (const std::string run : {"", "0123456789ab"}) {
    EXPECT_EQ(id_in(DeliveryMark{run, 42}.text(), run), 42U) << run;
  }
  EXPECT_EQ((DeliveryMark{"0123456789ab", 42}.text()), "0123456789ab-42");
  EXPECT_EQ((DeliveryMark{"", 42}.text()), "42");
}

TEST(DeliveryMark, IsOfOneRunAlone) {
  EXPECT_EQ(id_in("0123456789ab-42", "0123456789ac"), std::nullopt);
  EXPECT_EQ(id_in("0123456789ab", "0123456789ab"), std::nullopt);
  EXPECT_EQ(id_in("0123456789ab-42", ""), std::nullopt);
}

TEST(DeliveryMark, EndsWithAnIdAndNothingElse) {
  for (const std::string mark :
       {"r-", "r-0", "r-x", "r-4x", "r- 4", "r--4", "r-4 ", "r-99999999999999999999"}) {
    EXPECT_EQ(id_in(mark, "r"), std::nullopt) << mark;
  }
  EXPECT_EQ(DeliveryMark::id_in({}, "r"), std::nullopt);
}

TEST(RunId, IsTwelveDigitsAndNewEachTime) {
  const std::string id = new_run_id();
  EXPECT_EQ(id.size(), 12U);
  EXPECT_EQ(id.find_first_not_of("0123456789abcdef"), std::string::npos);
  EXPECT_NE(id, new_run_id());
}

}  // namespace
}  // namespace hookline
