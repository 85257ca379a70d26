#include "catcher/base/net/names/name_resolver.h"

#include "tests/support/scripted_lookup.h"

#include <optional>

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class NameResolverTest : public testing::Test {
 protected:
  NameResolverTest() {
    options_.look_up = lookup_.lookup();
    options_.good_for = 1h;
    options_.failure_good_for = 1h;
    for (const char* host : {"a", "b", "c", "d"}) lookup_.answer(host, {{"10.0.0.1"}});
  }

  NameResolver& resolver() {
    if (!resolver_) resolver_.emplace(options_);
    return *resolver_;
  }

  void ask(const std::string& host, const std::shared_ptr<void>& who) {
    resolver().find(host, {io_, who, [this, host](FoundAddresses found) {
                             told_.push_back(host);
                             found_ = std::move(found);
                           }});
  }
  void ask(const std::string& host) { ask(host, io_); }

  /// Until so many askers were told.
  void run_until_told(std::size_t count) {
    while (told_.size() < count && io_->run_one_for(20s) > 0) {
    }
    ASSERT_THAT(told_, SizeIs(count));
  }

  FoundAddresses found(const std::string& host) {
    ask(host);
    run_until_told(told_.size() + 1);
    return found_;
  }

  ScriptedLookup lookup_;
  NameResolverOptions options_;
  std::shared_ptr<boost::asio::io_context> io_ = std::make_shared<boost::asio::io_context>(1);
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> stay_{
      io_->get_executor()};
  std::vector<std::string> told_;
  FoundAddresses found_;
  std::optional<NameResolver> resolver_;
};

TEST_F(NameResolverTest, TellsWhatTheLookupFound) {
  lookup_.answer("a", {{"10.0.0.1", "fd00::1"}});
  EXPECT_THAT(found("a").addresses, ElementsAre("10.0.0.1", "fd00::1"));
  EXPECT_EQ(found("nowhere").problem, "it is not in the test's script");
}

TEST_F(NameResolverTest, NeverAnswersFromWithinTheCall) {
  found("a");
  ask("a");
  EXPECT_THAT(told_, ElementsAre("a")) << "known, and yet posted";
  run_until_told(2);
}

TEST_F(NameResolverTest, AsksOnceForAllWhoWantTheSameName) {
  lookup_.hang("a");
  for (int i = 0; i < 100; ++i) ask("a");
  ASSERT_TRUE(lookup_.wait_for_asked(1));
  ask("a");
  lookup_.let_go();
  run_until_told(101);
  EXPECT_THAT(lookup_.asked(), ElementsAre("a"));
}

TEST_F(NameResolverTest, UsesAnswersAndFailuresAgain) {
  for (int i = 0; i < 3; ++i) found("a");
  for (int i = 0; i < 3; ++i) found("nowhere");
  EXPECT_THAT(lookup_.asked(), ElementsAre("a", "nowhere"));
}

TEST_F(NameResolverTest, AsksAnewOnceAnAnswerIsOld) {
  options_.good_for = 0ms;
  lookup_.answer("a", {{"10.0.0.1"}, {"10.0.0.2"}});
  EXPECT_THAT(found("a").addresses, ElementsAre("10.0.0.1"));
  EXPECT_THAT(found("a").addresses, ElementsAre("10.0.0.2"));
}

TEST_F(NameResolverTest, AsksAnewOnceAFailureIsOld) {
  options_.failure_good_for = 0ms;
  found("nowhere");
  lookup_.answer("nowhere", {{"10.0.0.3"}});
  EXPECT_THAT(found("nowhere").addresses, ElementsAre("10.0.0.3"));
}

TEST_F(NameResolverTest, ANameThatHangsCostsOnlyItself) {
  lookup_.hang("a");
  ask("a");
  for (const char* host : {"b", "c", "d"}) {
    EXPECT_THAT(found(host).addresses, ElementsAre("10.0.0.1")) << host;
  }
}

TEST_F(NameResolverTest, KeepsToItsLimitOfLookupsAtOnce) {
  options_.lookups_max = 2;
  for (const char* host : {"a", "b"}) lookup_.hang(host);
  for (const char* host : {"a", "b", "c", "d"}) ask(host);
  ASSERT_TRUE(lookup_.wait_for_asked(2));
  lookup_.let_go();
  run_until_told(4);
  EXPECT_EQ(lookup_.at_once_max(), 2U);
}

TEST_F(NameResolverTest, OfThoseThatWaitANameThatWasFoundBeforeGoesFirst) {
  options_.lookups_max = 1;
  options_.good_for = 0ms;
  found("d");
  lookup_.hang("a");
  ask("a");
  ASSERT_TRUE(lookup_.wait_for_asked(2));
  for (const char* host : {"b", "c", "d"}) ask(host);
  lookup_.let_go();
  run_until_told(5);
  EXPECT_THAT(lookup_.asked(), ElementsAre("d", "a", "d", "b", "c"));
}

TEST_F(NameResolverTest, LooksUpNothingThatNobodyWaitsForAnyMore) {
  options_.lookups_max = 1;
  lookup_.hang("a");
  ask("a");
  ASSERT_TRUE(lookup_.wait_for_asked(1));
  auto who = std::make_shared<int>();
  ask("b", who);
  who.reset();
  ask("c");
  lookup_.let_go();
  run_until_told(2);
  EXPECT_THAT(lookup_.asked(), ElementsAre("a", "c"));
  EXPECT_THAT(told_, ElementsAre("a", "c"));
}

TEST_F(NameResolverTest, TellsNobodyWhoIsGone) {
  auto who = std::make_shared<int>();
  lookup_.hang("a");
  ask("a", who);
  ask("a");
  ASSERT_TRUE(lookup_.wait_for_asked(1));
  who.reset();
  lookup_.let_go();
  run_until_told(1);
  io_->poll();
  EXPECT_THAT(told_, SizeIs(1));
}

TEST_F(NameResolverTest, ForgetsAnswersBeyondItsLimit) {
  options_.names_max = 2;
  for (const char* host : {"a", "b", "c", "a"}) found(host);
  EXPECT_THAT(lookup_.asked(), ElementsAre("a", "b", "c", "a"));
}

TEST_F(NameResolverTest, MayGoWhileALookupHangsAndThenHoldsNothingOfWhoAsked) {
  const auto io = std::make_shared<boost::asio::io_context>(1);
  lookup_.hang("a");
  resolver().find("a", {io, io, [](FoundAddresses) { ADD_FAILURE(); }});
  ASSERT_TRUE(lookup_.wait_for_asked(1));
  EXPECT_EQ(io.use_count(), 2);
  resolver_.reset();
  EXPECT_EQ(io.use_count(), 1);
}

TEST_F(NameResolverTest, ALoopThatNeverRunsAgainIsNotKeptByItsAnswers) {
  auto io = std::make_shared<boost::asio::io_context>(1);
  const std::weak_ptr<boost::asio::io_context> watched = io;
  found("a");
  resolver().find("a", {io, io_, [](FoundAddresses) {}});
  io.reset();
  EXPECT_TRUE(watched.expired());
}

}  // namespace
}  // namespace hookline
