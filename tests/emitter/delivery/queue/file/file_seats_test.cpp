#include "emitter/delivery/queue/file/file_seats.h"

#include "catcher/base/process/failure.h"
#include "catcher/base/units/timestamp.h"
#include "tests/support/refusal.h"
#include "tests/support/temp_folder.h"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr std::int64_t kSecond = 1'000'000;

class FileSeats : public testing::Test {
 protected:
  std::unique_ptr<ProducerSeat> producer(ProducerSeat::Terms terms = {}) const {
    return take_file_producer_seat(file_, terms);
  }
  std::unique_ptr<WorkerSeat> worker() const { return take_file_worker_seat(file_, "me"); }
  QueueStatus status() const { return open_file_status(file_)->read(); }
  /// All of one event.
  static void accept(ProducerSeat& producer, std::uint64_t first, std::uint64_t count,
                     const std::string& url = "http://127.0.0.1:1/") {
    std::vector<QueuedDelivery> all(count);
    const auto payload = std::make_shared<const std::string>("type=update");
    for (std::uint64_t i = 0; i < count; ++i) {
      all[i].id = producer.first_id() + first + i;
      all[i].receiver = {1};
      all[i].url = url;
      all[i].payload = payload;
      all[i].due_us = wall_clock_us();
    }
    producer.accept(all);
  }
  static std::vector<QueuedDelivery> lease(WorkerSeat& worker, std::size_t most = 1000,
                                           std::int64_t after_us = 0) {
    const std::int64_t now_us = wall_clock_us() + after_us;
    return worker.queue().lease({now_us, now_us + 30 * kSecond, most});
  }
  static void settle(WorkerSeat& worker, const std::vector<QueuedDelivery>& leased) {
    std::vector<Settlement> ends;
    for (const QueuedDelivery& one : leased) ends.push_back({one.id});
    worker.queue().settle(ends);
  }
  std::string refusal() const {
    return test::refusal(ExitCode::kCannotRun, [this] { worker(); });
  }

  TempFolder folder_;
  std::string file_ = folder_.file("queue");
};

TEST_F(FileSeats, GiveNoDeliveryToTwoWorkersAndTellTheProducerOfTheEnds) {
  const auto load = producer();
  const auto one = worker();
  const auto other = worker();
  accept(*load, 1, 4);
  const auto first = lease(*one, 2);
  const auto second = lease(*other);
  EXPECT_THAT(first, SizeIs(2));
  EXPECT_THAT(second, SizeIs(2));
  EXPECT_EQ(*first[0].payload, "type=update");
  settle(*one, first);
  other->queue().settle(std::vector<Settlement>{{second[0].id, DeliveryState::kFailed}});
  const auto progress = load->progress();
  EXPECT_EQ(progress.delivered, 2U);
  EXPECT_EQ(progress.failed, 1U);
  EXPECT_EQ(progress.workers, 2U);
  EXPECT_THAT(load->ends(), SizeIs(3));
  EXPECT_EQ(status().pending.leased, 1U);
}

TEST_F(FileSeats, TakeOverWhatALeaseHasLostAndCountIt) {
  const auto load = producer();
  const auto late = worker();
  const auto other = worker();
  accept(*load, 1, 2);
  const auto lost = lease(*late);
  const auto taken = lease(*other, 1000, 31 * kSecond);
  ASSERT_THAT(taken, SizeIs(2));
  settle(*other, taken);
  settle(*late, lost);
  EXPECT_EQ(late->duplicates(), 2U);
  EXPECT_EQ(load->progress().taken_over, 2U);
  EXPECT_EQ(load->progress().delivered, 2U);
}

TEST_F(FileSeats, KeepWhatIsRenewed) {
  const auto load = producer();
  const auto one = worker();
  const auto other = worker();
  accept(*load, 1, 2);
  lease(*one);
  one->renew(wall_clock_us() + 60 * kSecond, wall_clock_us() + 60 * kSecond);
  EXPECT_THAT(lease(*other, 1000, 31 * kSecond), IsEmpty());
}

TEST_F(FileSeats, GiveALiveHostItsTurnBesideAFloodedOne) {
  const auto load = producer();
  const auto one = worker();
  accept(*load, 1, 1000, "http://127.0.0.1:1/dead");
  accept(*load, 1001, 10, "http://127.0.0.1:2/live");
  std::size_t live = 0;
  for (const QueuedDelivery& delivery : lease(*one, 20)) live += delivery.url.ends_with("live");
  EXPECT_EQ(live, 10U);
}

TEST_F(FileSeats, SwitchAReceiverOffForAllAndOnAgain) {
  const auto load = producer();
  const auto one = worker();
  const auto other = worker();
  const auto news = [&] {
    std::vector<std::pair<ReceiverId, bool>> heard;
    for (const auto& [receiver, is_off] : other->newly_switched())
      heard.emplace_back(receiver, is_off);
    return heard;
  };
  one->switch_off({7}, "since it answered 410");
  EXPECT_THAT(news(), ElementsAre(Pair(ReceiverId(7), true)));
  EXPECT_EQ(status().switched_off, 1U);
  load->switch_on({7});
  EXPECT_THAT(news(), ElementsAre(Pair(ReceiverId(7), false)));
  EXPECT_EQ(status().switched_off, 0U);
  EXPECT_THAT(news(), IsEmpty());
}

TEST_F(FileSeats, TellAProducerThatHearsOfEachAttemptAndKnowItAfterItsNewStart) {
  ProducerSeat::Terms terms;
  terms.hears = true;
  std::int64_t number = 0;
  const auto one = worker();
  {
    const auto before = producer(terms);
    number = before->number();
    accept(*before, 1, 3);
    const auto leased = lease(*one, 1);
    Attempt attempt;
    attempt.delivery_id = leased[0].id;
    attempt.outcome = Outcome::kAnswered;
    attempt.status = 201;
    attempt.state = DeliveryState::kDelivered;
    one->note(attempt);
    one->write_reports();
    settle(*one, leased);
  }
  terms.number = [&](const std::string& mark) { return mark == one->mark() ? number : 0; };
  terms.next_id = 4;
  const auto after = producer(terms);
  ASSERT_EQ(after->number(), number);
  const std::uint64_t first = after->first_id();
  EXPECT_EQ(after->highest_id(), first + 3);
  const auto id = static_cast<std::int64_t>(first);
  EXPECT_THAT(after->known({id + 1, id + 2, id + 9}),
              UnorderedElementsAre(Pair(first + 1, DeliveryState::kDelivered),
                                   Pair(first + 2, DeliveryState::kPending)));
  const auto reports = after->reports(10);
  ASSERT_THAT(reports, SizeIs(1));
  EXPECT_EQ(reports[0].attempt.status, 201);
  after->forget(reports);
  EXPECT_THAT(after->reports(10), IsEmpty());
  terms.next_id = 3;
  EXPECT_NE(producer(terms)->number(), number) << "its next would be another's in the queue";
}

TEST_F(FileSeats, RefuseTwoThatGoOnAsTheSameProducer) {
  ProducerSeat::Terms terms;
  terms.hears = true;
  const auto original = producer(terms);
  terms.number = [&](const std::string&) { return original->number(); };
  const auto copy = producer(terms);
  accept(*original, 1, 1);
  EXPECT_THROW(accept(*copy, 1, 1), Failure);
  EXPECT_EQ(status().counts.accepted, 1U);
}

TEST_F(FileSeats, LeaveNothingBehindOnceAProducerHasFinished) {
  const auto load = producer();
  const auto one = worker();
  accept(*load, 1, 3);
  one->write_figures(load->number(), "figures");
  settle(*one, lease(*one));
  EXPECT_THAT(load->figures(), ElementsAre("figures"));
  load->finish();
  EXPECT_THAT(load->ends(), IsEmpty());
  EXPECT_THAT(load->figures(), IsEmpty());
  EXPECT_EQ(status().counts, (DeliveryCounts{3, 3, 0, 0}));
}

TEST_F(FileSeats, CanBeTakenByManyAtOnceInANewFile) {
  std::vector<std::thread> all;
  for (int i = 0; i < 8; ++i) all.emplace_back([this] { accept(*producer(), 1, 10); });
  for (std::thread& one : all) one.join();
  EXPECT_EQ(status().counts.accepted, 80U);
  EXPECT_EQ(std::filesystem::status(file_).permissions() & std::filesystem::perms::group_read,
            std::filesystem::perms::none);
}

TEST_F(FileSeats, AreRefusedInASentenceWhereTheFileIsNone) {
  std::ofstream(file_) << std::string(5000, 'x');
  EXPECT_THAT(refusal(), AllOf(HasSubstr(file_), HasSubstr("damaged, or no queue")));
  file_ = folder_.file("none/queue");
  EXPECT_THAT(refusal(), HasSubstr(file_));
}

TEST_F(FileSeats, AreRefusedWhereAFileCannotBe) {
  accept(*producer(), 1, 1);
  std::filesystem::create_hard_link(file_, folder_.file("another"));
  EXPECT_THAT(refusal(), HasSubstr("has 2 names"));
  file_ = folder_.file("none/queue");
  EXPECT_THAT(refusal(), AllOf(HasSubstr("can't be written"), HasSubstr("a folder that exists")));
  file_ = folder_.path().string();
  EXPECT_THAT(refusal(), HasSubstr("is no regular file"));
}

TEST_F(FileSeats, AreNotMadeByWhoOnlyLooks) {
  EXPECT_THAT(test::refusal(ExitCode::kCannotRun, [this] { status(); }),
              HasSubstr("there is no queue at " + file_));
  EXPECT_FALSE(std::filesystem::exists(file_));
}

TEST_F(FileSeats, SayThatTheFileWasTakenAway) {
  const auto load = producer();
  std::filesystem::remove(file_);
  EXPECT_THROW(accept(*load, 1, 1), Failure);
}

}  // namespace
}  // namespace hookline
