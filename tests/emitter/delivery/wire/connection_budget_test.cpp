#include "emitter/delivery/wire/connection_budget.h"

#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

class ConnectionBudgetTest : public testing::Test {
 protected:
  struct Host final : RoomSeeker {
    Host(std::string name, std::vector<std::string>& log) : name_(std::move(name)), log_(log) {}
    void on_room() override { log_.push_back(name_); }
    std::string name_;
    std::vector<std::string>& log_;
  };

  struct Idle final : IdleConnection {
    Idle(std::string name, ConnectionBudgetTest& test) : name_(std::move(name)), test_(test) {}
    void close_idle() override {
      test_.log_.push_back("close " + name_);
      if (is_linked()) unlink();
      test_.budget_.give_back();
    }
    std::string name_;
    ConnectionBudgetTest& test_;
  };

  void look() {
    const Clock::time_point due = watched_.at(0);
    watched_.erase(watched_.begin());
    now_ = due;
    sweep_->leave_wheel();
    sweep_->expire();
  }

  std::vector<std::string> log_;
  Clock::time_point now_ = Clock::now();
  std::vector<Clock::time_point> watched_;
  Deadline* sweep_ = nullptr;
  /// Four, of which the last is for first connections.
  ConnectionBudget budget_{4, 10s, [this](Deadline& deadline, Clock::time_point at) {
                             sweep_ = &deadline;
                             watched_.push_back(at);
                           }};
  Host a_{"a", log_}, b_{"b", log_}, c_{"c", log_}, d_{"d", log_};
};

TEST_F(ConnectionBudgetTest, KeepsTheLastQuarterForFirstConnections) {
  EXPECT_TRUE(budget_.take(a_, 0));
  EXPECT_TRUE(budget_.take(a_, 1));
  EXPECT_TRUE(budget_.take(a_, 2));
  EXPECT_FALSE(budget_.take(a_, 3));
  EXPECT_TRUE(budget_.take(b_, 0));
  EXPECT_FALSE(budget_.take(c_, 0));
}

TEST_F(ConnectionBudgetTest, TellsWhoSeeksAFirstConnectionBeforeWhoSeeksMore) {
  for (std::size_t has = 0; has < 3; ++has) ASSERT_TRUE(budget_.take(a_, has));
  ASSERT_TRUE(budget_.take(b_, 0));
  EXPECT_FALSE(budget_.take(a_, 3));
  EXPECT_FALSE(budget_.take(c_, 0));
  EXPECT_FALSE(budget_.take(d_, 0));
  EXPECT_FALSE(budget_.take(c_, 0)) << "keeps its turn, and has but one";
  EXPECT_TRUE(budget_.is_short());
  budget_.give_back();
  EXPECT_THAT(log_, ElementsAre("c"));
  EXPECT_TRUE(budget_.take(c_, 0));
  budget_.pass_on(c_);
  EXPECT_THAT(log_, ElementsAre("c")) << "no room for another";
  budget_.give_back();
  EXPECT_THAT(log_, ElementsAre("c", "d"));
  budget_.pass_on(d_);
  EXPECT_THAT(log_, ElementsAre("c", "d")) << "the last quarter isn't for more";
  EXPECT_FALSE(budget_.is_short());
  budget_.give_back();
  EXPECT_THAT(log_, ElementsAre("c", "d", "a"));
}

TEST_F(ConnectionBudgetTest, ASeekerThatLostItsConnectionsSeeksAFirst) {
  for (std::size_t has = 0; has < 3; ++has) ASSERT_TRUE(budget_.take(a_, has));
  ASSERT_TRUE(budget_.take(b_, 0));
  EXPECT_FALSE(budget_.take(b_, 1));
  EXPECT_FALSE(budget_.take(b_, 0));
  budget_.give_back();
  EXPECT_THAT(log_, ElementsAre("b"));
}

TEST_F(ConnectionBudgetTest, PassesRoomOnThatNobodyTook) {
  for (Host* host : {&a_, &b_, &c_, &d_}) ASSERT_TRUE(budget_.take(*host, 0));
  Host e("e", log_), f("f", log_);
  EXPECT_FALSE(budget_.take(e, 0));
  EXPECT_FALSE(budget_.take(f, 0));
  budget_.give_back();
  EXPECT_FALSE(budget_.take(f, 0)) << "the room is promised";
  budget_.pass_on(e);
  EXPECT_THAT(log_, ElementsAre("e", "f"));
}

TEST_F(ConnectionBudgetTest, ForgetsASeekerThatIsGone) {
  for (Host* host : {&a_, &b_, &c_, &d_}) ASSERT_TRUE(budget_.take(*host, 0));
  {
    Host gone("gone", log_);
    EXPECT_FALSE(budget_.take(gone, 0));
  }
  budget_.give_back();
  EXPECT_THAT(log_, IsEmpty());
}

TEST_F(ConnectionBudgetTest, ClosesTheLongestIdleForAnotherHost) {
  for (Host* host : {&a_, &b_, &c_, &d_}) ASSERT_TRUE(budget_.take(*host, 0));
  Idle one("one", *this), two("two", *this);
  EXPECT_TRUE(budget_.keep(one));
  EXPECT_TRUE(budget_.keep(two));
  Host e("e", log_);
  EXPECT_TRUE(budget_.take(e, 0));
  EXPECT_THAT(log_, ElementsAre("close one"));
}

TEST_F(ConnectionBudgetTest, KeepsNoneIdleWhileAHostSeeksOne) {
  for (Host* host : {&a_, &b_, &c_, &d_}) ASSERT_TRUE(budget_.take(*host, 0));
  Host e("e", log_);
  ASSERT_FALSE(budget_.take(e, 0));
  Idle one("one", *this);
  EXPECT_FALSE(budget_.keep(one));
}

TEST_F(ConnectionBudgetTest, ClosesWhatWasIdleLongEnoughAndNothingSooner) {
  ASSERT_TRUE(budget_.take(a_, 0));
  ASSERT_TRUE(budget_.take(a_, 1));
  Idle one("one", *this), two("two", *this);
  ASSERT_TRUE(budget_.keep(one));
  look();  // after 5 s
  ASSERT_TRUE(budget_.keep(two));
  look();
  EXPECT_THAT(log_, IsEmpty());
  look();
  EXPECT_THAT(log_, ElementsAre("close one"));
  look();
  EXPECT_THAT(log_, ElementsAre("close one", "close two"));
  EXPECT_THAT(watched_, IsEmpty()) << "nothing is left to look at";
}

TEST_F(ConnectionBudgetTest, KeepsNothingWithoutTime) {
  ConnectionBudget none(4, 0s, [](Deadline&, Clock::time_point) {});
  ASSERT_TRUE(none.take(a_, 0));
  Idle one("one", *this);
  EXPECT_FALSE(none.keep(one));
}

TEST_F(ConnectionBudgetTest, HasRoomForOneAtLeast) {
  ConnectionBudget none(0, 10s, [](Deadline&, Clock::time_point) {});
  EXPECT_TRUE(none.take(a_, 0));
  EXPECT_FALSE(none.take(b_, 0));
}

}  // namespace
}  // namespace hookline
