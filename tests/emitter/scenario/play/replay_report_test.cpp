#include "catcher/base/process/failure.h"
#include "emitter/scenario/format/files/scenario_loader.h"
#include "emitter/scenario/play/replay.h"
#include "tests/support/running_catcher.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// Jane opens a message so many times, and is expected to be called that.
Scenario opens(const std::string& file, int times, const std::string& first_name) {
  return load_scenario_text(fmt::format(R"({{"name": "Jane opens", "account": {{
        "contacts": [{{"id": 42, "email": "jane@example.com", "first_name": "Jane"}}],
        "webhooks": [{{"name": "A", "url": "{{catcher}}/a", "events": "all"}}]}},
        "steps": [{{"event": "open", "contact": 42, "repeat": {}}}],
        "expect": [{{"webhook": "A", "fields": {{"contact[first_name]": "{}"}}}}]}})",
                                        times, first_name),
                            file);
}

/// A catcher that can't be asked any more once it was asked that often for its captures.
class FailingCaptures : public CaptureSource {
 public:
  FailingCaptures(std::unique_ptr<CaptureSource> captures, int answers)
      : captures_(std::move(captures)), answers_(answers) {}
  std::string catching_url() const override { return captures_->catching_url(); }
  Counts counts() override { return captures_->counts(); }
  void for_each_after(std::int64_t id, const See& see) override {
    if (answers_-- <= 0) throw Failure(ExitCode::kCannotRun, "the catcher has gone");
    captures_->for_each_after(id, see);
  }
  void set_replies(const std::string& rules) override { captures_->set_replies(rules); }
  void restore_replies() override { captures_->restore_replies(); }

 private:
  std::unique_ptr<CaptureSource> captures_;
  int answers_;
};

TEST(ReplayReport, SaysThatTheCatcherFailedAndSkipsTheRest) {
  const std::vector<Scenario> scenarios = {opens("a.json", 1, "Jane"), opens("b.json", 1, "Jane"),
                                           opens("c.json", 1, "Jane")};
  FailingCaptures captures(start_local_captures(), 1);
  const ReplayResult report = replay(scenarios, captures, {});
  ASSERT_THAT(report.scenarios, SizeIs(3));
  EXPECT_EQ(report.scenarios[0].ending(), ScenarioEnding::kPassed);
  EXPECT_EQ(report.scenarios[1].ending(), ScenarioEnding::kBroken);
  EXPECT_THAT(report.scenarios[1].errors, ElementsAre("the catcher has gone"));
  EXPECT_EQ(report.scenarios[1].deliveries, 1U);
  EXPECT_EQ(report.scenarios[2].ending(), ScenarioEnding::kSkipped);
  EXPECT_EQ(report.problem, "the catcher has gone");
}

TEST(ReplayReport, HasTheRequestsAndAnswersThatFailuresAreAbout) {
  const Scenario scenario = opens("a.json", 1, "Joe");
  const auto captures = start_local_captures();
  const ReplayResult report = replay(std::span(&scenario, 1), *captures, {});
  ASSERT_THAT(report.scenarios[0].exchanges, SizeIs(1));
  const ShownExchange& exchange = report.scenarios[0].exchanges[0];
  EXPECT_EQ(exchange.capture, report.scenarios[0].failures[0].capture);
  EXPECT_EQ(exchange.method, "POST");
  EXPECT_EQ(exchange.target, "/a");
  EXPECT_EQ(exchange.status, 200);
  EXPECT_THAT(exchange.form, testing::Contains(FormField{"contact[first_name]", "Jane"}));
  EXPECT_THAT(exchange.headers, testing::Contains(Field(&Header::name, "Host")));
  EXPECT_GT(exchange.received_us, report.started_us);
}

TEST(ReplayReport, BoundsTheRequestsThatItHoldsAndHasNoneWhereAllIsWell) {
  const auto captures = start_local_captures();
  const Scenario many = opens("a.json", 50, "Joe");
  EXPECT_THAT(replay(std::span(&many, 1), *captures, {}).scenarios[0].exchanges, SizeIs(20));
  const Scenario well = opens("a.json", 50, "Jane");
  EXPECT_THAT(replay(std::span(&well, 1), *captures, {}).scenarios[0].exchanges, IsEmpty());
}

TEST(ReplayReport, CountsFailuresBeyondThoseThatAreKept) {
  const auto captures = start_local_captures();
  const Scenario many = opens("a.json", 1500, "Joe");
  const ReplayResult report = replay(std::span(&many, 1), *captures, {});
  EXPECT_EQ(report.scenarios[0].failure_count(), 1500U);
  EXPECT_THAT(report.scenarios[0].failures, SizeIs(1001));
}

TEST(ReplayReport, CountsTheDeliveriesThatWereSent) {
  const Scenario scenario = load_scenario_text(R"({"name": "x", "account": {
      "contacts": [{"id": 42, "email": "jane@example.com"}],
      "webhooks": [{"name": "A", "url": "{catcher}/a", "events": "all"}]},
      "steps": [{"event": "open", "contact": 42, "repeat": 5}],
      "replies": [{"match": {}, "reply": {"status": 410}}],
      "expect": [{"webhook": "A", "count": 1, "status": 410, "active": false}]})",
                                               "a.json");
  const auto captures = start_local_captures();
  const ReplayResult report = replay(std::span(&scenario, 1), *captures, {});
  EXPECT_EQ(report.deliveries(), 1U);
  EXPECT_EQ(report.attempts(), 1U);
  EXPECT_EQ(captures->counts().last, 1);
}

}  // namespace
}  // namespace hookline
