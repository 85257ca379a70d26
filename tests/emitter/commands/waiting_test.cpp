#include "emitter/commands/waiting.h"

#include "emitter/scenario/format/files/scenario_loader.h"

#include <string>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

Scenario waiting_scenario(const std::string& after, const std::string& delivery) {
  return load_scenario_text(
      fmt::format(R"({{"name": "x", "account": {{"contacts": [{{"id": 42, "email": "a@x.org"}}]}},
                       "steps": [{{"event": "update", "contact": 42, "after": "{}", "repeat": 2}}],
                       "delivery": {{{}}}}})",
                  after, delivery),
      "x.json");
}

TEST(WarningOfWaits, SaysForHowLongStepsAndRetriesMayWait) {
  EXPECT_EQ(warning_of_waits(waiting_scenario("1d", R"("retry": "5s,5m,2h")"), {}),
            "x.json: its steps wait for 2d altogether, and a delivery that fails is tried again "
            "for 2h5m5s; --speed max, or \"delivery\": {\"virtual_time\": true}, lets that take no "
            "time");
  EXPECT_THAT(warning_of_waits(waiting_scenario("0s", R"("preset": "stripe")"), {}),
              StartsWith("x.json: a delivery that fails is tried again for "));
}

TEST(WarningOfWaits, SaysNothingOfWhatIsShortOrTakesNoTime) {
  EXPECT_EQ(warning_of_waits(waiting_scenario("30s", R"("retry": "1m")"), {}), "");
  EXPECT_EQ(warning_of_waits(waiting_scenario("1d", R"("retry": "2h", "virtual_time": true)"), {}),
            "");
  ReplayOptions fast;
  fast.speed = 0;
  EXPECT_EQ(warning_of_waits(waiting_scenario("1d", R"("retry": "2h")"), fast), "");
  fast.speed = 10'000;
  EXPECT_THAT(warning_of_waits(waiting_scenario("1d", R"("retry": "2h")"), fast),
              HasSubstr("x.json: a delivery that fails"));
}

}  // namespace
}  // namespace hookline
