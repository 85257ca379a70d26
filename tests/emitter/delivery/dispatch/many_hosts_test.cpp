#include "tests/support/attempt_log.h"
#include "tests/support/scripted_lookup.h"
#include "tests/support/scripted_receiver.h"

#include <latch>
#include <memory>
#include <semaphore>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using Connection = ScriptedReceiver::Connection;

using Receivers = std::vector<std::unique_ptr<ScriptedReceiver>>;

Receivers receivers(int count) {
  Receivers all;
  for (int i = 0; i < count; ++i) {
    all.push_back(std::make_unique<ScriptedReceiver>(answering(plain_answer(200))));
  }
  return all;
}

DispatcherOptions with_connections(std::size_t max) {
  DispatcherOptions options;
  options.connections_max = max;
  options.timeout_ms = 60'000;
  return options;
}

TEST(DispatcherManyHosts, ADeadHostTakesNoSlotOfTheOthers) {
  ScriptedReceiver dead([](Connection& connection) { connection.read_to_end(); });
  const Receivers live = receivers(20);
  std::latch answered(200);
  AttemptLog log;
  Dispatcher dispatcher(with_connections(8), [&, record = log.recorder()](const Attempt& attempt) {
    record(attempt);
    if (attempt.delivered()) answered.count_down();
  });
  std::uint64_t id = 0;
  for (int i = 0; i < 100; ++i) dispatcher.submit(delivery_to(dead.url(), ++id));
  for (int i = 0; i < 10; ++i) {
    for (const auto& receiver : live) dispatcher.submit(delivery_to(receiver->url(), ++id));
  }
  answered.wait();
  EXPECT_LE(dead.connections(), 6U) << "the last quarter is for first connections";
  dispatcher.cancel();
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 200), Pair("cancelled", 100)));
}

TEST(DispatcherManyHosts, TakeTurnsWhereThereAreFewerConnections) {
  const Receivers all = receivers(12);
  AttemptLog log;
  Dispatcher dispatcher(with_connections(2), log.recorder());
  std::uint64_t id = 0;
  for (const auto& receiver : all) {
    for (int i = 0; i < 5; ++i) dispatcher.submit(delivery_to(receiver->url(), ++id));
  }
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 60)));
}

TEST(DispatcherManyHosts, AHostThatNeverAnswersGivesItsTurnUpAtItsDeadline) {
  ScriptedReceiver dead([](Connection& connection) { connection.read_to_end(); });
  const Receivers live = receivers(3);
  AttemptLog log;
  DispatcherOptions options = with_connections(1);
  options.timeout_ms = 100;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, dead.url(), 3);
  for (std::uint64_t id = 4; id <= 6; ++id) {
    dispatcher.submit(delivery_to(live[id - 4]->url(), id));
  }
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 3), Pair("timeout", 3)));
  // One of the dead host's, then the others' first, then the rest.
  std::vector<std::uint64_t> order;
  for (const Attempt& attempt : log.all()) order.push_back(attempt.delivery_id);
  EXPECT_THAT(order, ElementsAre(1, 4, 5, 6, 2, 3));
}

TEST(DispatcherManyHosts, ClosesConnectionsThatHaveNothingToDo) {
  std::counting_semaphore<> ended(0);
  ScriptedReceiver receiver([&](Connection& connection) {
    answering(plain_answer(200))(connection);
    ended.release();
  });
  AttemptLog log;
  DispatcherOptions options;
  options.idle_ms = 20;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 3);
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 3)));
  // One whose answer came early may have carried the next delivery, too.
  const std::size_t connections = receiver.connections();
  EXPECT_GE(connections, 1U);
  for (std::size_t i = 0; i < connections; ++i) EXPECT_TRUE(ended.try_acquire_for(20s));
}

TEST(DispatcherManyHosts, ClosesAnIdleConnectionForAnotherHost) {
  const Receivers all = receivers(3);
  AttemptLog log;
  Dispatcher dispatcher(with_connections(2), log.recorder());
  std::uint64_t id = 0;
  for (int round = 0; round < 2; ++round) {
    for (const auto& receiver : all) {
      dispatcher.submit(delivery_to(receiver->url(), ++id));
      dispatcher.drain();
    }
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 6)));
  for (const auto& receiver : all) EXPECT_EQ(receiver->connections(), 2U);
}

TEST(DispatcherManyHosts, BelievesAnAddressNoLongerOnAConnectionThanWithoutOne) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("moves.example", {{"127.0.0.1"}});
  DispatcherOptions options;
  options.allowed_hosts = {"moves.example"};
  options.names.look_up = lookup.lookup();
  options.names.good_for = 0ms;
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  submit_in_turn(dispatcher, fmt::format("http://moves.example:{}/", receiver.port()), 3);
  EXPECT_EQ(receiver.connections(), 3U);
}

/// For as long as it lives the process may open so many more files.
class FewFiles {
 public:
  explicit FewFiles(rlim_t more) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    // The lowest that is free is the next to be given.
    const int next = ::fcntl(0, F_DUPFD_CLOEXEC, 0);
    ::close(next);
    const rlimit few{static_cast<rlim_t>(next) + more, before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &few);
  }
  ~FewFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  FewFiles(const FewFiles&) = delete;
  FewFiles& operator=(const FewFiles&) = delete;

 private:
  rlimit before_{};
};

TEST(DispatcherManyHosts, SaysWhenThereAreNoMoreFilesAndRecovers) {
#ifdef __SANITIZE_ADDRESS__
  GTEST_SKIP() << "UBSan, which runs beside, asks the system through a pipe whether it may read an "
                  "object, and takes having no file left for a no";
#endif
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  Dispatcher dispatcher(with_connections(1000), log.recorder());
  {
    const FewFiles few(0);
    submit_all(dispatcher, receiver.url(), 10);
    dispatcher.drain();
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("unreachable", 10)));
  EXPECT_THAT(log.all().at(0).problem, HasSubstr("as many open files as it may"));
  dispatcher.submit(delivery_to(receiver.url(), 11));
  dispatcher.drain();
  EXPECT_TRUE(log.all().at(10).delivered()) << log.all().at(10).problem;
}

}  // namespace
}  // namespace hookline
