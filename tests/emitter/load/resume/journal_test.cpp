#include "emitter/load/resume/journal.h"

#include "catcher/base/process/failure.h"
#include "emitter/load/resume/lane.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using State = DeliveryState;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class JournalTest : public testing::Test {
 protected:
  std::unique_ptr<Journal> open() { return open_journal(file_); }
  /// A new one with a run of so many lanes.
  std::unique_ptr<Journal> begin(std::uint64_t lanes = 1) {
    auto journal = open();
    JournalRun run;
    run.id = "0123456789ab";
    run.lanes = lanes;
    journal->save(run);
    return journal;
  }
  /// Deliveries of one event, as many as there are ids.
  std::vector<Delivery> event(std::uint64_t event_id, const std::vector<std::uint64_t>& ids,
                              const std::string& payload = "a=b") {
    std::vector<Delivery> deliveries;
    const auto body = std::make_shared<const std::string>(payload);
    for (const std::uint64_t id : ids) {
      deliveries.push_back({id, event_id, 100 + id, url_, body, due_});
    }
    return deliveries;
  }
  std::string failure_to_open() {
    return test::refusal(ExitCode::kCannotRun, [&] { open(); });
  }
  void change(const std::string& sql) {
    SqliteConnection(file_, SqliteAccess::kReadWrite).run(sql);
  }
  std::int64_t look_up(const std::string& sql) {
    return SqliteConnection(file_, SqliteAccess::kReadOnly).integer(sql);
  }

  TempFolder folder_;
  const std::string file_ = folder_.file("run.journal");
  const std::shared_ptr<const Url> url_ =
      std::make_shared<const Url>(Url::parse("http://127.0.0.1:8080/a?b=1"));
  const Clock::time_point due_ = Clock::now();
};

std::vector<std::uint64_t> ids_of(const std::vector<Delivery>& deliveries) {
  std::vector<std::uint64_t> ids;
  for (const Delivery& delivery : deliveries) ids.push_back(delivery.id);
  return ids;
}

TEST_F(JournalTest, KnowsNoRunWhereTheFileIsNew) {
  const auto journal = open();
  EXPECT_FALSE(journal->run());
  EXPECT_THAT(journal->pending(), IsEmpty());
}

TEST_F(JournalTest, KeepsTheRunItIsOf) {
  JournalRun run;
  run.id = "0123456789ab";
  run.plan = {{"--count", "5"}, {"--to", "http://127.0.0.1/"}};
  run.lanes = 3;
  run.caught_before = 17;
  run.dropped_before = 4;
  run.starts = 2;
  run.sent_again = 9;
  open()->save(run);
  const auto journal = open();
  ASSERT_TRUE(journal->run());
  EXPECT_EQ(journal->run()->id, run.id);
  EXPECT_EQ(journal->run()->plan, run.plan);
  EXPECT_EQ(journal->run()->lanes, 3U);
  EXPECT_EQ(journal->run()->caught_before, 17);
  EXPECT_EQ(journal->run()->dropped_before, 4U);
  EXPECT_EQ(journal->run()->starts, 2U);
  EXPECT_EQ(journal->run()->sent_again, 9U);
  EXPECT_FALSE(journal->run()->is_accepted_whole);
  EXPECT_THAT(journal->lanes(), SizeIs(3));
}

TEST_F(JournalTest, GivesWhatIsPendingToTheNextOneAsItWas) {
  begin()->commit(event(7, {1, 2}, std::string("a=\0b", 4)), {});
  const auto pending = open()->pending();
  ASSERT_THAT(pending, SizeIs(2));
  EXPECT_EQ(pending[1].id, 2U);
  EXPECT_EQ(pending[1].event_id, 7U);
  EXPECT_EQ(pending[1].receiver, 102U);
  EXPECT_EQ(*pending[1].url, *url_);
  EXPECT_EQ(*pending[1].payload, std::string("a=\0b", 4));
  EXPECT_EQ(pending[0].payload, pending[1].payload) << "an event's deliveries share it";
  EXPECT_LT(std::chrono::abs(pending[1].due - due_), 1s);
}

TEST_F(JournalTest, GivesNothingThatHasEnded) {
  {
    const auto journal = begin();
    journal->commit(event(1, {1}), {});
    journal->commit(event(2, {2}), {{{1, State::kDelivered}}});
    journal->commit({}, {{{2, State::kFailed}}});
  }
  const auto journal = open();
  EXPECT_THAT(journal->pending(), IsEmpty());
  EXPECT_EQ(journal->lanes()[0].ledger.delivered(), 1U);
  EXPECT_EQ(journal->lanes()[0].ledger.failed(), 1U);
  EXPECT_EQ(journal->lanes()[0].ledger.state_of(1), State::kFailed);
}

TEST_F(JournalTest, TakesAnEndTogetherWithItsAcceptance) {
  begin()->commit(event(1, {1, 2}), {{{2, State::kDelivered}}});
  EXPECT_THAT(ids_of(open()->pending()), ElementsAre(1));
}

TEST_F(JournalTest, GoesOnWhereTheLastOneStopped) {
  begin()->commit(event(1, {1}), {});
  {
    const auto journal = open();
    EXPECT_THAT(ids_of(journal->pending()), ElementsAre(1));
    journal->commit(event(2, {2}), {{{1, State::kDelivered}}});
  }
  EXPECT_THAT(ids_of(open()->pending()), ElementsAre(2));
}

TEST_F(JournalTest, GivesPendingOnesInTheOrderOfTheirAcceptance) {
  {
    const auto journal = begin(2);
    for (std::uint64_t id = 1; id <= 9; ++id) journal->commit(event(id, {id}), {});
    journal->commit({}, {{{5, State::kDelivered}, {2, State::kDelivered}}});
  }
  EXPECT_THAT(ids_of(open()->pending()), ElementsAre(1, 3, 4, 6, 7, 8, 9));
}

TEST_F(JournalTest, KnowsHowFarEachLaneIs) {
  {
    const auto journal = begin(2);
    journal->set_start(due_ - 3s);
    journal->commit(event(1, {1, 3}), {});
    journal->commit(event(3, {5}), {});
    journal->commit(event(2, {2}), {{{3, State::kDelivered}}});
  }
  const auto journal = open();
  EXPECT_EQ(journal->lanes()[0].ledger.accepted(), 3U);
  EXPECT_EQ(journal->lanes()[0].ledger.delivered(), 1U);
  EXPECT_EQ(journal->lanes()[0].last_event, 3U);
  EXPECT_EQ(journal->lanes()[0].last_due, 3s);
  EXPECT_EQ(journal->lanes()[1].ledger.accepted(), 1U);
  EXPECT_EQ(journal->lanes()[1].last_event, 2U);
}

TEST_F(JournalTest, KeepsOnlyTwoBitsOfWhatHasEnded) {
  constexpr std::uint64_t kCount = 10'000;
  constexpr std::uint64_t kBatch = 100;
  {
    const auto journal = begin();
    std::vector<Settlement> ends;  // of the batch before
    for (std::uint64_t id = 1; id <= kCount; id += kBatch) {
      std::vector<Delivery> batch;
      for (std::uint64_t i = id; i < id + kBatch; ++i) {
        batch.push_back(event(i, {i}, std::string(500, 'x')).front());
      }
      journal->commit(batch, ends);
      ends.clear();
      for (std::uint64_t i = id; i < id + kBatch; ++i) {
        ends.push_back({i, i % 3 == 0 ? State::kFailed : State::kDelivered});
      }
    }
    journal->commit({}, ends);
  }
  EXPECT_EQ(look_up("SELECT count(*) FROM delivery"), 0);
  EXPECT_EQ(look_up("SELECT count(*) FROM states"), kCount / Journal::kStatesPerRow + 1);
  EXPECT_LT(std::filesystem::file_size(file_), 250'000U) << "of 5 MB of payloads";
  const auto journal = open();
  EXPECT_EQ(journal->lanes()[0].ledger.accepted(), kCount);
  EXPECT_EQ(journal->lanes()[0].ledger.pending(), 0U);
  EXPECT_EQ(journal->lanes()[0].ledger.failed(), kCount / 3);
}

TEST_F(JournalTest, KeepsAnEventsDeliveriesInOneRowUntilTheLastHasEnded) {
  {
    const auto journal = begin();
    journal->commit(event(1, {1, 2, 3}), {});
    journal->commit({}, {{{3, State::kDelivered}, {1, State::kDelivered}}});
  }
  EXPECT_EQ(look_up("SELECT count(*) FROM delivery"), 1);
  {
    const auto journal = open();
    EXPECT_THAT(ids_of(journal->pending()), ElementsAre(2));
    journal->commit({}, {{{2, State::kDelivered}}});
  }
  EXPECT_EQ(look_up("SELECT count(*) FROM delivery"), 0);
}

TEST_F(JournalTest, LeavesEverythingAsItWasAtTheLastCommitThatWentWell) {
  {
    const auto journal = begin();
    journal->commit(event(1, {1}), {});
    SqliteConnection other(file_, SqliteAccess::kReadWrite);
    other.run("BEGIN IMMEDIATE");
    EXPECT_THROW(journal->commit(event(2, {2}), {{{1, State::kDelivered}}}), Failure);
  }
  EXPECT_THAT(ids_of(open()->pending()), ElementsAre(1));
}

TEST_F(JournalTest, ChangesNothingAtTheEndOfWhatIsNotPending) {
  {
    const auto journal = begin();
    journal->commit(event(1, {1, 2}), {{{1, State::kDelivered}}});
    journal->commit({}, {{{1, State::kFailed}, {99, State::kFailed}}});
  }
  const auto journal = open();
  EXPECT_EQ(journal->lanes()[0].ledger.failed(), 0U);
  EXPECT_THAT(ids_of(journal->pending()), ElementsAre(2));
}

TEST_F(JournalTest, RefusesDeliveriesThatComeBeforeEarlierOnes) {
  {
    const auto journal = begin();
    journal->commit(event(1, {1}), {});
    EXPECT_THROW(journal->commit(event(3, {3}), {}), Failure);
  }
  EXPECT_THAT(open()->pending(), SizeIs(1)) << "nothing of the batch was written";
}

TEST_F(JournalTest, IsOfOneEmitterAtATime) {
  const auto journal = open();
  EXPECT_THAT(failure_to_open(), AllOf(HasSubstr(fmt::format("the journal {} is in use", file_)),
                                       HasSubstr(fmt::format("process {}", ::getpid()))));
}

TEST_F(JournalTest, LeavesAnotherProgramsDatabaseAlone) {
  change("CREATE TABLE theirs (a)");
  EXPECT_THAT(failure_to_open(), HasSubstr("another program's database"));
  EXPECT_EQ(look_up("SELECT count(*) FROM sqlite_schema"), 1);
}

TEST_F(JournalTest, RefusesWhatIsNoDatabase) {
  std::ofstream(file_) << std::string(5000, '#');
  EXPECT_THAT(failure_to_open(), AllOf(HasSubstr("no journal at all"), HasSubstr(file_)));
}

TEST_F(JournalTest, RefusesTheFileOfAnotherVersion) {
  begin();
  change("PRAGMA user_version = 99");
  EXPECT_THAT(failure_to_open(), AllOf(HasSubstr("another version"), HasSubstr("99")));
}

TEST_F(JournalTest, RefusesAFolderThatIsNotThereAndAnEmptyName) {
  EXPECT_THROW(open_journal(folder_.file("none/run.journal")), Failure);
  EXPECT_THROW(open_journal(""), Failure);
}

TEST_F(JournalTest, RefusesContentsThatDontBelongTogether) {
  const std::vector<std::string> damages = {"UPDATE run SET lanes = 0",
                                            "UPDATE run SET lanes = 1000000000",
                                            "UPDATE lane SET number = 5",
                                            "UPDATE lane SET accepted = 1000000",
                                            "UPDATE states SET part = 1",
                                            "UPDATE states SET bits = x'00'",
                                            "DELETE FROM delivery",
                                            "UPDATE delivery SET first = 0",
                                            "UPDATE delivery SET first = 50",
                                            "UPDATE delivery SET first = -1",
                                            "UPDATE delivery SET webhooks = ''",
                                            "UPDATE delivery SET url = 'nowhere'"};
  for (const std::string& damage : damages) {
    begin()->commit(event(1, {1, 2}), {});
    change(damage);
    EXPECT_THAT(failure_to_open(), HasSubstr("is damaged")) << damage;
    std::filesystem::remove(file_);
  }
}

TEST_F(JournalTest, SaysThatItsFileIsGone) {
  const auto journal = begin();
  std::filesystem::remove(file_);
  try {
    journal->commit(event(1, {1}), {});
    FAIL() << "no Failure";
  } catch (const Failure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("moved or deleted"));
  }
}

}  // namespace
}  // namespace hookline
