#include "catcher/base/process/failure.h"
#include "emitter/load/load_run.h"
#include "emitter/load/resume/journal.h"
#include "emitter/scenario/play/captures/capture_source.h"
#include "tests/support/refusal.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <atomic>
#include <filesystem>
#include <functional>
#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::SizeIs;

std::string mark_in(const std::string& request) {
  const std::string name = "Hookline-Delivery: ";
  const std::size_t begin = request.find(name) + name.size();
  return request.substr(begin, request.find("\r\n", begin) - begin);
}

/// A load run that is started again and again with one journal.
class LoadJournalTest : public testing::Test {
 protected:
  LoadJournalTest() {
    plan_.connections = 4;
    plan_.count = 50;
  }

  LoadResult start(CaptureSource* catcher = nullptr) {
    return start_until([](const LoadProgress&) { return false; }, catcher);
  }
  /// Stops once that is true.
  LoadResult start_until(const std::function<bool(const LoadProgress&)>& is_enough,
                         CaptureSource* catcher = nullptr) {
    const auto journal = open_journal(file_);
    std::stop_source stop;
    LoadRunOptions options;
    options.stop = stop.get_token();
    options.on_progress = [&](const LoadProgress& progress) {
      if (is_enough(progress)) stop.request_stop();
    };
    options.catcher = catcher;
    options.journal = journal.get();
    return run_load(plan_, options);
  }
  std::string failure_to_start() {
    return test::refusal(ExitCode::kCannotRun, [&] { start(); });
  }
  std::multiset<std::string> marks() const {
    std::multiset<std::string> marks;
    for (const std::string& request : receiver_.requests()) marks.insert(mark_in(request));
    return marks;
  }

  std::atomic<bool> answers_ = true;
  ScriptedReceiver receiver_{[this](ScriptedReceiver::Connection& connection) {
    if (!answers_) {
      connection.read_request();
      connection.read_to_end();
      return;
    }
    while (!connection.read_request().empty() && connection.send(plain_answer(200))) {
    }
  }};
  TempFolder folder_;
  const std::string file_ = folder_.file("run.journal");
  LoadPlan plan_{.to = {Url::parse(receiver_.url())}, .events = {EventType::kSubscribe}};
};

TEST_F(LoadJournalTest, SendsAgainWhatAStopLeftPendingAndGoesOnBehindIt) {
  answers_ = false;
  const LoadResult first =
      start_until([](const LoadProgress& progress) { return progress.pending == 4; });
  EXPECT_TRUE(first.interrupted);
  EXPECT_EQ(first.accepted, 4U);
  EXPECT_EQ(first.pending, 4U);
  EXPECT_EQ(first.journal->starts, 1U);
  EXPECT_TRUE(first.ledger_closes());

  answers_ = true;
  const LoadResult second = start();
  EXPECT_FALSE(second.interrupted);
  EXPECT_EQ(second.accepted, 50U);
  EXPECT_EQ(second.delivered, 50U);
  EXPECT_EQ(second.delivered_before, 0U);
  EXPECT_EQ(second.events, 46U);
  EXPECT_EQ(second.journal->starts, 2U);
  EXPECT_EQ(second.journal->sent_again, 4U);
  EXPECT_TRUE(second.ledger_closes());
  const auto marks = this->marks();
  EXPECT_THAT(marks, SizeIs(54));
  EXPECT_THAT((std::set<std::string>(marks.begin(), marks.end())), SizeIs(50)) << "one run's ids";
}

TEST_F(LoadJournalTest, SendsNothingOnceTheRunIsOver) {
  start();
  const LoadResult again = start();
  EXPECT_TRUE(again.journal->was_at_end);
  EXPECT_EQ(again.accepted, 50U);
  EXPECT_EQ(again.delivered, 50U);
  EXPECT_EQ(again.deliveries_per_s(), 0);
  EXPECT_TRUE(again.ledger_closes());
  EXPECT_THAT(marks(), SizeIs(50));
}

TEST_F(LoadJournalTest, TellsWhichOfItsFlagsAreOthers) {
  start();
  plan_.count.reset();
  plan_.duration_ms = 5000;
  plan_.webhooks = 3;
  EXPECT_THAT(failure_to_start(),
              AllOf(HasSubstr(file_), HasSubstr("--count 50 (now: none)"),
                    HasSubstr("--duration none (now: 5s)"), HasSubstr("--webhooks 1 (now: 3)"),
                    testing::Not(HasSubstr("--to"))));
  EXPECT_THAT(marks(), SizeIs(50));
}

TEST_F(LoadJournalTest, MayGoOnWithOtherConnections) {
  start_until([](const LoadProgress& progress) { return progress.delivered > 0; });
  plan_.connections = 1;
  plan_.timeout_ms = 20'000;
  EXPECT_EQ(start().delivered, 50U);
}

TEST_F(LoadJournalTest, GoesOnInTheScheduleOfItsRate) {
  plan_.rate = 100;
  plan_.count.reset();
  plan_.duration_ms = 800;
  const LoadResult first =
      start_until([](const LoadProgress& progress) { return progress.delivered > 0; });
  ASSERT_TRUE(first.interrupted);
  const LoadResult second = start();
  EXPECT_EQ(second.accepted, 80U);
  EXPECT_EQ(second.delivered, 80U);
  EXPECT_EQ(first.events + second.events, 80U);
  EXPECT_EQ(second.events_unsent, 0U);
  EXPECT_GE(second.duration_s, 0.01 * static_cast<double>(second.events) - 0.02);
  EXPECT_LT(second.duration_s, 0.8) << "only what was left of it";
  EXPECT_TRUE(start().journal->was_at_end);
}

TEST_F(LoadJournalTest, ClosesTheLedgerOfManyThreadsAndWebhooksOverAllStarts) {
  const auto catcher = start_local_captures();
  plan_.to = {Url::parse(catcher->catching_url() + "/a")};
  plan_.count = 3001;
  plan_.threads = 3;
  plan_.webhooks = 20;
  plan_.matching = 2;
  plan_.rate = 4000;
  std::uint64_t enough = 500;
  const auto has_enough = [&](const LoadProgress& progress) { return progress.delivered > enough; };
  std::uint64_t sent_again = 0;
  LoadResult result;
  do {
    result = start_until(has_enough, catcher.get());
    sent_again += result.journal->sent_again;
    EXPECT_TRUE(result.ledger_closes());
  } while (result.interrupted);
  EXPECT_GT(result.journal->starts, 1U);
  EXPECT_EQ(result.accepted, 6002U);
  EXPECT_EQ(result.delivered, 6002U);
  ASSERT_TRUE(result.arrivals);
  EXPECT_EQ(result.arrivals->missing, 0U);
  EXPECT_LE(result.arrivals->duplicated, sent_again);
  EXPECT_EQ(result.arrivals->duplicates_max, sent_again);
  EXPECT_EQ(result.arrivals->arrived, 6002U + result.arrivals->duplicated);
}

TEST_F(LoadJournalTest, StopsWithASentenceWhereTheJournalFails) {
  plan_.count.reset();
  plan_.duration_ms = 60'000;
  EXPECT_THROW(
      {
        try {
          start_until([&](const LoadProgress&) { return !std::filesystem::remove(file_); });
        } catch (const Failure& failure) {
          EXPECT_EQ(failure.code(), ExitCode::kCannotRun);
          EXPECT_THAT(failure.what(), HasSubstr("moved or deleted"));
          throw;
        }
      },
      Failure);
}

}  // namespace
}  // namespace hookline
