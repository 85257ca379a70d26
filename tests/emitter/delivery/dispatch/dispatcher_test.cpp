#include "emitter/delivery/dispatch/dispatcher.h"

#include "catcher/base/process/failure.h"
#include "tests/support/attempt_log.h"
#include "tests/support/scripted_receiver.h"

#include <future>
#include <semaphore>
#include <set>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;
using namespace std::chrono_literals;
using Connection = ScriptedReceiver::Connection;

TEST(Dispatcher, SendsExactlyTheseBytes) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  DispatcherOptions options;
  options.run = "0123456789ab";
  const Attempt attempt =
      attempt_at(receiver.url("/zapier?a=%20&b=c+d"), options, "type=open&list=0");
  EXPECT_TRUE(attempt.delivered()) << attempt.problem;
  EXPECT_THAT(receiver.requests(),
              ElementsAre(fmt::format("POST /zapier?a=%20&b=c+d HTTP/1.1\r\n"
                                      "Host: 127.0.0.1:{}\r\n"
                                      "User-Agent: Hookline\r\n"
                                      "Content-Type: application/x-www-form-urlencoded\r\n"
                                      "Content-Length: 16\r\n"
                                      "Hookline-Delivery: 0123456789ab-1\r\n"
                                      "\r\n"
                                      "type=open&list=0",
                                      receiver.port())));
}

TEST(Dispatcher, SendsUserInfoAsBasicAuthorization) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  attempt_at(fmt::format("http://jane:p%40ss@127.0.0.1:{}/", receiver.port()));
  EXPECT_THAT(receiver.requests().at(0),
              HasSubstr("Hookline-Delivery: 1\r\nAuthorization: Basic amFuZTpwQHNz\r\n\r\n"));
}

TEST(Dispatcher, SendsAnEmptyBody) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  EXPECT_TRUE(attempt_at(receiver.url(), {}, "").delivered());
  EXPECT_THAT(receiver.requests().at(0), HasSubstr("Content-Length: 0\r\n"));
}

TEST(Dispatcher, ReportsStatusAndTimesOfAnAttempt) {
  ScriptedReceiver receiver(answering(plain_answer(503)));
  const auto before = Clock::now();
  const Attempt attempt = attempt_at(receiver.url());
  EXPECT_EQ(attempt.outcome, Outcome::kAnswered);
  EXPECT_EQ(attempt.status, 503);
  EXPECT_FALSE(attempt.delivered());
  EXPECT_EQ(attempt.problem, "");
  EXPECT_EQ(attempt.number, 1);
  EXPECT_LE(before, attempt.due);
  EXPECT_LE(attempt.due, attempt.started);
  EXPECT_LE(attempt.started, attempt.finished);
  EXPECT_LE(attempt.finished, Clock::now());
}

TEST(Dispatcher, KeepsConnectionsAliveBetweenDeliveries) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 20);
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 20)));
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(Dispatcher, OpensNoMoreConnectionsThanAllowed) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options;
  options.connections_per_host = 3;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 500);
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 500)));
  EXPECT_LE(receiver.connections(), 3U);
}

TEST(Dispatcher, ConnectsAnewWhenToldToClose) {
  ScriptedReceiver receiver(answering(plain_answer(200, "Connection: close\r\n")));
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 3);
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 3)));
  EXPECT_EQ(receiver.connections(), 3U);
}

TEST(Dispatcher, ConnectsAnewWhenAnIdleConnectionWasClosed) {
  std::counting_semaphore<> closed(0);
  ScriptedReceiver receiver([&closed](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
    connection.close();
    closed.release();
  });
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  for (std::uint64_t id = 1; id <= 20; ++id) {
    dispatcher.submit(delivery_to(receiver.url(), id));
    dispatcher.drain();
    closed.acquire();
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 20)));
  EXPECT_EQ(receiver.requests().size(), 20U) << "none may come twice";
}

/// Five deliveries, each sent from within the report of the one before, to a receiver that lets go
/// of each connection by `end` once it has answered. The loop stands still until then, so that it
/// can't see the end before it sends the next.
void expect_sent_again(void (Connection::*end)()) {
  std::counting_semaphore<> gone(0);
  ScriptedReceiver receiver([&gone, end](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
    (connection.*end)();
    gone.release();
  });
  AttemptLog log;
  Dispatcher* sender = nullptr;
  Dispatcher dispatcher({}, [&, record = log.recorder()](const Attempt& attempt) {
    record(attempt);
    EXPECT_TRUE(gone.try_acquire_for(20s));
    if (attempt.delivery_id < 5) {
      sender->submit(delivery_to(receiver.url(), attempt.delivery_id + 1));
    }
  });
  sender = &dispatcher;
  dispatcher.submit(delivery_to(receiver.url(), 1));
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5)));
  for (const Attempt& attempt : log.all()) EXPECT_EQ(attempt.resent, attempt.delivery_id > 1);
  EXPECT_EQ(receiver.requests().size(), 5U);
}

TEST(Dispatcher, SendsAgainWhatCrossedWithTheReceiversClose) {
  expect_sent_again(&Connection::close);
}

TEST(Dispatcher, SendsAgainWhatTheSystemRefusedToSendAfterAReset) {
  expect_sent_again(&Connection::reset);
}

TEST(Dispatcher, NeverSendsAgainWhatTheReceiverHad) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
    connection.read_request();
  });
  AttemptLog log;
  DispatcherOptions options;
  options.connections_per_host = 1;
  Dispatcher dispatcher(options, log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 10);
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5), Pair("closed", 5)));
  EXPECT_EQ(receiver.requests().size(), 10U);
  EXPECT_EQ(receiver.connections(), 5U);
}

TEST(Dispatcher, NeverSendsAgainAfterAReset) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
    connection.read_request();
    connection.reset();
  });
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 10);
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5), Pair("reset", 5)));
  EXPECT_EQ(receiver.requests().size(), 10U);
}

TEST(Dispatcher, StartsTheDeliveriesOfAWebhookInOrder) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options;
  options.connections_per_host = 1;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 300);
  dispatcher.drain();
  std::uint64_t expected = 0;
  for (const Attempt& attempt : log.all()) ASSERT_EQ(attempt.delivery_id, ++expected);
}

TEST(Dispatcher, WaitsForTheDueTime) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  const auto now = Clock::now();
  const std::vector<std::chrono::milliseconds> waits = {60ms, 30ms, 0ms, 90ms, 30ms};
  for (std::size_t i = 0; i < waits.size(); ++i) {
    Delivery delivery = delivery_to(receiver.url(), i + 1);
    delivery.due = now + waits[i];
    dispatcher.submit(delivery);
  }
  EXPECT_EQ(dispatcher.counts().accepted, 5U);
  dispatcher.drain();
  std::vector<std::pair<Clock::time_point, std::uint64_t>> starts;
  for (const Attempt& attempt : log.all()) {
    EXPECT_GE(attempt.started, attempt.due);
    starts.emplace_back(attempt.started, attempt.delivery_id);
  }
  std::sort(starts.begin(), starts.end());
  std::vector<std::uint64_t> order;
  for (const auto& [start, id] : starts) order.push_back(id);
  EXPECT_THAT(order, ElementsAre(3, 2, 5, 1, 4));
}

TEST(Dispatcher, SubmitWaitsWhileTooManyArePending) {
  std::promise<void> may_answer;
  const std::shared_future<void> go = may_answer.get_future().share();
  ScriptedReceiver receiver([go](Connection& connection) {
    while (!connection.read_request().empty()) {
      go.wait();
      connection.send(plain_answer(200));
    }
  });
  AttemptLog log;
  DispatcherOptions options;
  options.in_flight_max = 4;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 4);
  auto fifth =
      std::async(std::launch::async, [&] { dispatcher.submit(delivery_to(receiver.url(), 5)); });
  EXPECT_EQ(fifth.wait_for(50ms), std::future_status::timeout);
  EXPECT_EQ(dispatcher.counts().accepted, 4U);
  may_answer.set_value();
  fifth.get();
  dispatcher.drain();
  EXPECT_EQ(dispatcher.counts().delivered, 5U);
}

TEST(Dispatcher, KeepsToItsLimitUnderLoad) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options;
  options.in_flight_max = 1;
  Dispatcher dispatcher(options, log.recorder());
  for (std::uint64_t id = 1; id <= 200; ++id) {
    dispatcher.submit(delivery_to(receiver.url(), id));
    ASSERT_LE(dispatcher.counts().pending, 1U);
  }
  dispatcher.drain();
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(Dispatcher, TakesMoreFromWithinOnAttempt) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  Dispatcher* sender = nullptr;
  DispatcherOptions options;
  options.in_flight_max = 1;
  Dispatcher dispatcher(options, [&](const Attempt& attempt) {
    if (attempt.delivery_id < 100) {
      sender->submit(delivery_to(receiver.url(), attempt.delivery_id + 1));
    }
  });
  sender = &dispatcher;
  dispatcher.submit(delivery_to(receiver.url(), 1));
  dispatcher.drain();
  EXPECT_EQ(dispatcher.counts().delivered, 100U);
}

TEST(Dispatcher, SendsFromSeveralThreadsToSeveralHosts) {
  ScriptedReceiver one(answering(plain_answer(200)));
  ScriptedReceiver two(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options;
  options.threads = 3;
  options.in_flight_max = 200;
  Dispatcher dispatcher(options, log.recorder());
  const auto submit_range = [&](std::uint64_t first) {
    for (std::uint64_t id = first; id < first + 1000; ++id) {
      Delivery delivery = delivery_to((id % 2 == 0 ? one : two).url(), id);
      delivery.receiver = id % 7 + 1;
      dispatcher.submit(std::move(delivery));
    }
  };
  auto other = std::async(std::launch::async, submit_range, 1);
  submit_range(1001);
  other.get();
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 2000)));
  std::set<std::uint64_t> ids;
  for (const Attempt& attempt : log.all()) ids.insert(attempt.delivery_id);
  EXPECT_EQ(ids.size(), 2000U);
  EXPECT_EQ(one.requests().size(), 1000U);
  EXPECT_EQ(two.requests().size(), 1000U);
}

TEST(Dispatcher, ASlowHostTakesNoSlotOfAnother) {
  ScriptedReceiver slow([](Connection& connection) { connection.read_to_end(); });
  ScriptedReceiver fast(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options;
  options.connections_per_host = 2;
  options.timeout_ms = 60'000;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, slow.url(), 50);
  for (std::uint64_t id = 51; id <= 100; ++id) dispatcher.submit(delivery_to(fast.url(), id));
  EXPECT_TRUE(fast.wait_for_requests(50));
  dispatcher.cancel();
  dispatcher.drain();
}

TEST(Dispatcher, DeliversABodyOf20MebibytesWhole) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  std::string body(20 << 20, 'x');
  for (std::size_t i = 0; i < body.size(); i += 997) body[i] = static_cast<char>('a' + i % 26);
  EXPECT_TRUE(attempt_at(receiver.url(), {}, body).delivered());
  const std::string request = receiver.requests().at(0);
  EXPECT_TRUE(request.ends_with("\r\n\r\n" + body));
}

TEST(Dispatcher, KeepsItsAccountWhileItRuns) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (int i = 0; !connection.read_request().empty(); ++i) {
      connection.send(plain_answer(i % 3 == 0 ? 500 : 200));
    }
  });
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  for (std::uint64_t id = 1; id <= 1000; ++id) {
    dispatcher.submit(delivery_to(receiver.url(), id));
    const DeliveryCounts counts = dispatcher.counts();
    ASSERT_EQ(counts.accepted, id);
    ASSERT_EQ(counts.accepted, counts.delivered + counts.failed + counts.pending);
  }
  dispatcher.drain();
  const DeliveryCounts counts = dispatcher.counts();
  EXPECT_EQ(counts.pending, 0U);
  EXPECT_GT(counts.failed, 0U);
  EXPECT_EQ(counts.delivered + counts.failed, 1000U);
}

TEST(Dispatcher, DrainsAtOnceWhenNothingIsPending) {
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  dispatcher.drain();
  EXPECT_EQ(dispatcher.counts().accepted, 0U);
}

TEST(Dispatcher, CancelEndsAllThatIsPending) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  AttemptLog log;
  DispatcherOptions options;
  options.connections_per_host = 2;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 10);
  Delivery later = delivery_to(receiver.url(), 11);
  later.due = Clock::now() + 1h;
  dispatcher.submit(later);
  EXPECT_TRUE(receiver.wait_for_requests(2));
  dispatcher.cancel();
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("cancelled", 11)));
  EXPECT_EQ(log.all().at(0).problem, "the run was stopped first");
  dispatcher.submit(delivery_to(receiver.url(), 12));
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("cancelled", 12)));
}

TEST(Dispatcher, EndsEverythingWhenDestroyed) {
  ScriptedReceiver receiver([](Connection& connection) { connection.read_to_end(); });
  AttemptLog log;
  {
    Dispatcher dispatcher({}, log.recorder());
    submit_all(dispatcher, receiver.url(), 5);
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("cancelled", 5)));
}

TEST(Dispatcher, CancelFreesAWaitingSubmit) {
  ScriptedReceiver receiver([](Connection& connection) { connection.read_to_end(); });
  AttemptLog log;
  DispatcherOptions options;
  options.in_flight_max = 1;
  Dispatcher dispatcher(options, log.recorder());
  dispatcher.submit(delivery_to(receiver.url(), 1));
  auto second =
      std::async(std::launch::async, [&] { dispatcher.submit(delivery_to(receiver.url(), 2)); });
  dispatcher.cancel();
  second.get();
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("cancelled", 2)));
}

TEST(Dispatcher, ReachesLocalhostOverIpv6Too) {
  try {
    ScriptedReceiver receiver(answering(plain_answer(200)), "::1");
    EXPECT_TRUE(attempt_at(fmt::format("http://localhost:{}/", receiver.port())).delivered());
    EXPECT_TRUE(attempt_at(fmt::format("http://[::1]:{}/", receiver.port())).delivered());
    EXPECT_THAT(receiver.requests().at(1),
                HasSubstr(fmt::format("Host: [::1]:{}\r\n", receiver.port())));
  } catch (const std::runtime_error&) {
    GTEST_SKIP() << "no IPv6 here";
  }
}

TEST(Dispatcher, RefusesOptionsThatMakeNoSense) {
  const auto code_of = [](DispatcherOptions options) {
    try {
      const Dispatcher dispatcher(std::move(options), [](const Attempt&) {});
      return ExitCode::kOk;
    } catch (const Failure& failure) {
      return failure.code();
    }
  };
  DispatcherOptions splitting;
  splitting.user_agent = "Hookline\r\nX: y";
  DispatcherOptions no_thread;
  no_thread.threads = 0;
  DispatcherOptions no_time;
  no_time.timeout_ms = 0;
  DispatcherOptions no_host;
  no_host.allowed_hosts = {"http://example.com/"};
  DispatcherOptions no_file;
  no_file.ca_file = "/no/such/file.pem";
  EXPECT_EQ(code_of({}), ExitCode::kOk);
  EXPECT_EQ(code_of(splitting), ExitCode::kUsage);
  EXPECT_EQ(code_of(no_thread), ExitCode::kUsage);
  EXPECT_EQ(code_of(no_time), ExitCode::kUsage);
  EXPECT_EQ(code_of(no_host), ExitCode::kUsage);
  EXPECT_EQ(code_of(no_file), ExitCode::kInvalidInput);
}

TEST(Dispatcher, ConnectsToNoHostThatIsNotAllowed) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  for (const char* host : {"127.1", "0x7f.1", "2130706433", "0.0.0.0", "example.com"}) {
    const Attempt attempt = attempt_at(fmt::format("http://{}:{}/", host, receiver.port()));
    EXPECT_EQ(attempt.outcome, Outcome::kForbidden) << host;
    EXPECT_THAT(attempt.problem, HasSubstr(host));
  }
  EXPECT_EQ(receiver.connections(), 0U);
}

TEST(Dispatcher, ReachesMappedLoopback) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  EXPECT_TRUE(
      attempt_at(fmt::format("http://[::ffff:127.0.0.1]:{}/", receiver.port())).delivered());
}

TEST(Dispatcher, ReportsAnAllowedNameThatDoesNotResolve) {
  DispatcherOptions options;
  options.allowed_hosts = {"no-such-host.invalid"};
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  for (std::uint64_t id = 1; id <= 500; ++id) {
    dispatcher.submit(delivery_to("http://no-such-host.invalid/", id));
  }
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("unresolved", 500)));
  EXPECT_THAT(log.all().at(0).problem, HasSubstr("no-such-host.invalid can't be resolved"));
}

}  // namespace
}  // namespace hookline
