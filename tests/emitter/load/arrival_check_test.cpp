#include "emitter/load/arrival_check.h"

#include "emitter/load/load_worker.h"
#include "tests/support/made_capture.h"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using State = DeliveryState;

/// A catcher that caught what it is told.
class MadeCaptures : public CaptureSource {
 public:
  void add(const std::string& mark) {
    captures_.push_back(capture_of(
        fmt::format("POST / HTTP/1.1\r\nHost: x\r\nHookline-Delivery: {}\r\n\r\n", mark)));
  }
  void set_dropped(std::uint64_t dropped) { counts_.dropped = dropped; }

  std::string catching_url() const override { return {}; }
  Counts counts() override { return counts_; }
  void for_each_after(std::int64_t /*id*/, const See& see) override {
    for (const Capture& capture : captures_) see(capture);
  }
  void set_replies(const std::string& /*rules*/) override {}
  void restore_replies() override {}

 private:
  Captures captures_;
  Counts counts_;
};

/// Two workers with ten deliveries each, all delivered but for the last of each, which failed; so
/// ids 19 and 20.
class ArrivalCheck : public testing::Test {
 protected:
  ArrivalCheck() {
    for (Ledger& ledger : ledgers_) {
      for (int i = 0; i < 10; ++i) {
        const std::uint64_t number = ledger.accept();
        ledger.end(number, i < 9 ? State::kDelivered : State::kFailed);
      }
    }
  }
  void catch_all(const std::vector<int>& ids) {
    for (const int id : ids) catcher_.add(fmt::format("run-{}", id));
  }
  LoadArrivals check() {
    const std::vector<const Ledger*> ledgers = {&ledgers_[0], &ledgers_[1]};
    return check_arrivals(catcher_, {}, "run", ledgers);
  }

  std::vector<Ledger> ledgers_{2};
  MadeCaptures catcher_;
};

TEST_F(ArrivalCheck, FindsNothingWhereAllThatWasDeliveredIsThereOnce) {
  catch_all({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.arrived, 18U);
  EXPECT_TRUE(arrivals.is_whole());
  EXPECT_EQ(arrivals.unanswered + arrivals.out_of_order, 0U);
  EXPECT_THAT(arrivals.first.missing, IsEmpty());
}

TEST_F(ArrivalCheck, NamesTheFirstThatAreMissingOfAllWorkersTogether) {
  catch_all({1, 2, 5, 18});
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.missing, 14U);
  EXPECT_THAT(arrivals.first.missing, ElementsAre(3, 4, 6, 7, 8));
  EXPECT_FALSE(arrivals.is_whole());
}

TEST_F(ArrivalCheck, NamesWhatCameTwice) {
  catch_all({1, 2, 2, 3, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18});
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.duplicated, 2U);
  EXPECT_THAT(arrivals.first.duplicated, ElementsAre(2, 2));
  EXPECT_EQ(arrivals.missing, 0U);
}

TEST_F(ArrivalCheck, NamesWhatIsThereAlthoughItCountsAsFailed) {
  catch_all({19, 20});
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.unanswered, 2U);
  EXPECT_THAT(arrivals.first.unanswered, ElementsAre(19, 20));
}

TEST_F(ArrivalCheck, NamesWhatCameAfterOneThatItsWorkerAcceptedLater) {
  // 2 and 1 are of different workers, whose order means nothing.
  catch_all({2, 1, 5, 3, 4});
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.out_of_order, 1U);
  EXPECT_THAT(arrivals.first.out_of_order, ElementsAre(3));
}

TEST_F(ArrivalCheck, LooksPastWhatIsNotOfTheRun) {
  for (const std::string mark :
       {"other-1", "run-0", "run-21", "run-", "run-1x", "run-99999999999999999999", ""}) {
    catcher_.add(mark);
  }
  EXPECT_EQ(check().arrived, 0U);
}

TEST_F(ArrivalCheck, CallsNothingMissingWhereTheCatcherDroppedCaptures) {
  catcher_.set_dropped(3);
  const LoadArrivals arrivals = check();
  EXPECT_EQ(arrivals.dropped, 3U);
  EXPECT_EQ(arrivals.missing, 0U);
}

}  // namespace
}  // namespace hookline
