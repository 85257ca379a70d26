#include "tests/support/attempt_log.h"
#include "tests/support/scripted_lookup.h"
#include "tests/support/scripted_receiver.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using namespace std::chrono_literals;

DispatcherOptions asking(const ScriptedLookup& lookup, std::vector<std::string> allowed) {
  DispatcherOptions options;
  options.names.look_up = lookup.lookup();
  options.allowed_hosts = std::move(allowed);
  return options;
}

std::string url_of(const ScriptedReceiver& receiver, std::string_view host) {
  return fmt::format("http://{}:{}/", host, receiver.port());
}

TEST(DispatcherNames, DeliversToTheAddressThatANameHas) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("staging.example", {{"127.0.0.1"}});
  const Attempt attempt =
      attempt_at(url_of(receiver, "staging.example"), asking(lookup, {"staging.example"}));
  EXPECT_TRUE(attempt.delivered()) << attempt.problem;
  EXPECT_THAT(receiver.requests().at(0),
              HasSubstr(fmt::format("Host: staging.example:{}\r\n", receiver.port())));
}

TEST(DispatcherNames, AsksNobodyAboutAHostThatIsNotAllowed) {
  ScriptedLookup lookup;
  EXPECT_EQ(attempt_at("http://staging.example/", asking(lookup, {})).outcome, Outcome::kForbidden);
  EXPECT_THAT(lookup.asked(), testing::IsEmpty());
}

TEST(DispatcherNames, TakesNoNameWithOneForbiddenAddressAmongOthers) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("staging.example", {{"127.0.0.1", "10.0.0.1", "169.254.169.254"}});
  const Attempt attempt =
      attempt_at(url_of(receiver, "staging.example"), asking(lookup, {"staging.example"}));
  EXPECT_EQ(attempt.outcome, Outcome::kForbidden);
  EXPECT_THAT(attempt.problem, HasSubstr("169.254.169.254, which is the metadata service"));
  EXPECT_EQ(receiver.connections(), 0U);
}

TEST(DispatcherNames, VetsTheAddressesOfANameForEachConnection) {
  ScriptedReceiver receiver(answering(plain_answer(200, "Connection: close\r\n")));
  ScriptedLookup lookup;
  lookup.answer("rebinds.example", {{"127.0.0.1"}, {"127.0.0.1"}, {"169.254.169.254"}});
  DispatcherOptions options = asking(lookup, {"rebinds.example"});
  options.names.good_for = 0ms;
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  submit_in_turn(dispatcher, url_of(receiver, "rebinds.example"), 4);
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 2), Pair("forbidden", 2)));
  EXPECT_EQ(receiver.connections(), 2U);
}

TEST(DispatcherNames, ANameThatHangsCostsOnlyItsHost) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("works.example", {{"127.0.0.1"}});
  lookup.hang("hangs.example");
  DispatcherOptions options = asking(lookup, {"works.example", "hangs.example"});
  options.timeout_ms = 60'000;
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  for (std::uint64_t id = 1; id <= 50; ++id) {
    dispatcher.submit(delivery_to("http://hangs.example/", id));
  }
  for (std::uint64_t id = 51; id <= 100; ++id) {
    dispatcher.submit(delivery_to(url_of(receiver, "works.example"), id));
  }
  EXPECT_TRUE(receiver.wait_for_requests(50));
  dispatcher.cancel();
  dispatcher.drain();
  EXPECT_EQ(lookup.asked().size(), 2U);
}

TEST(DispatcherNames, EndsAtTheDeadlineWhileANameHangs) {
  ScriptedLookup lookup;
  lookup.hang("hangs.example");
  DispatcherOptions options = asking(lookup, {"hangs.example"});
  options.timeout_ms = 100;
  const Attempt attempt = attempt_at("http://hangs.example/", options);
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_EQ(attempt.problem, "hangs.example was not resolved within 100 ms");
}

TEST(DispatcherNames, AsksOnceForAllThreadsAndPorts) {
  ScriptedReceiver one(answering(plain_answer(200)));
  ScriptedReceiver two(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("staging.example", {{"127.0.0.1"}});
  DispatcherOptions options = asking(lookup, {"staging.example"});
  options.threads = 3;
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  for (std::uint64_t id = 1; id <= 90; ++id) {
    Delivery delivery = delivery_to(url_of(id % 2 == 0 ? one : two, "staging.example"), id);
    delivery.receiver = id;
    dispatcher.submit(std::move(delivery));
  }
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 90)));
  EXPECT_THAT(lookup.asked(), ElementsAre("staging.example"));
}

}  // namespace
}  // namespace hookline
