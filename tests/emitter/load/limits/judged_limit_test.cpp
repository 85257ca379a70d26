#include "emitter/load/limits/judged_limit.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;

JudgedLimit judged_one(const LoadLimit& limit, const LoadFigures& figures,
                       const LoadFigures* earlier = nullptr) {
  return judged({&limit, 1}, figures, earlier).at(0);
}

TEST(JudgedLimit, IsNotMetByARunWithoutAnswers) {
  const LoadFigures nothing;
  for (const auto& limit :
       {LoadLimit::parse("p99>50ms"), LoadLimit::parse("p99<50ms", LoadLimit::Sense::kMustHold)}) {
    EXPECT_FALSE(judged_one(limit, nothing).is_met);
    EXPECT_EQ(judged_one(limit, nothing).actual, "nothing was answered");
  }
  EXPECT_TRUE(judged_one(LoadLimit::parse("errors>5"), nothing).is_met);
}

TEST(JudgedLimit, SaysWhereItIsOfTooFewAnswers) {
  LoadFigures figures;
  figures.p99_us = 10'000;
  figures.samples = 50;
  const JudgedLimit few = judged_one(LoadLimit::parse("p99>50ms"), figures);
  EXPECT_TRUE(few.is_met);
  EXPECT_THAT(few.actual, HasSubstr("10.00 ms, of 50 answers; it takes 1000"));
  figures.samples = 1000;
  EXPECT_EQ(judged_one(LoadLimit::parse("p99>50ms"), figures).actual, "10.00 ms");
}

TEST(JudgedLimit, IsNotMetBesideARunWithoutAnswers) {
  LoadFigures figures;
  figures.samples = 1000;
  const LoadFigures nothing;
  const JudgedLimit limit = judged_one(LoadLimit::parse("p99>1.2x"), figures, &nothing);
  EXPECT_FALSE(limit.is_met);
  EXPECT_THAT(limit.actual, HasSubstr("in the earlier run"));
}

}  // namespace
}  // namespace hookline
