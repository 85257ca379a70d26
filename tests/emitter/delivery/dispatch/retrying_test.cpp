#include "emitter/delivery/dispatch/dispatcher.h"
#include "emitter/delivery/promises/delivery_promise.h"
#include "tests/support/attempt_log.h"
#include "tests/support/scripted_receiver.h"

#include <atomic>
#include <future>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;
using testing::SizeIs;
using Connection = ScriptedReceiver::Connection;
using Waits = std::vector<RetryPolicy::Milliseconds>;

/// Answers these one after the other, the last one for ever.
ScriptedReceiver::Script answering_in_turn(std::vector<std::string> answers) {
  auto next = std::make_shared<std::atomic<std::size_t>>(0);
  return [answers = std::move(answers), next](Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.send(answers[std::min(next->fetch_add(1), answers.size() - 1)]);
    }
  };
}

DispatcherOptions retrying(Waits delays, Timekeeping timekeeping = Timekeeping::kVirtual) {
  DispatcherOptions options;
  options.retry.delays = std::move(delays);
  options.timekeeping = timekeeping;
  return options;
}

/// What becomes of one delivery.
std::vector<Attempt> attempts_at(std::string_view url, DispatcherOptions options) {
  AttemptLog log;
  Dispatcher dispatcher(std::move(options), log.recorder());
  dispatcher.submit(delivery_to(url));
  dispatcher.drain();
  return log.all();
}

/// From the first attempt's due time to those of the others. Checks that each began when it was
/// due.
Waits times_of(const std::vector<Attempt>& attempts) {
  Waits times;
  for (const Attempt& attempt : attempts) {
    EXPECT_EQ(attempt.started, attempt.due);
    const auto since = attempt.due - attempts.front().due;
    EXPECT_EQ(since % 1ms, 0ns);
    times.push_back(std::chrono::duration_cast<RetryPolicy::Milliseconds>(since));
  }
  return times;
}

/// The same, for a receiver that refuses everything.
Waits times_with(const DeliveryPromise& promise) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  DispatcherOptions options;
  options.retry = promise.retry;
  options.timekeeping = Timekeeping::kVirtual;
  const auto attempts = attempts_at(receiver.url(), options);
  EXPECT_EQ(receiver.requests().size(), attempts.size());
  for (std::size_t i = 0; i < attempts.size(); ++i) {
    EXPECT_EQ(attempts[i].number, static_cast<int>(i) + 1);
    EXPECT_EQ(attempts[i].is_last(), i + 1 == attempts.size());
  }
  return times_of(attempts);
}

DeliveryPromise preset(std::string_view name) {
  return delivery_promise_named(name).value();
}

TEST(Retrying, GoesOnUntilItIsDelivered) {
  ScriptedReceiver receiver(
      answering_in_turn({plain_answer(500), plain_answer(503), plain_answer(200)}));
  AttemptLog log;
  DispatcherOptions options = retrying({20ms, 10ms, 10ms}, Timekeeping::kSteady);
  options.run = "abc";
  Dispatcher dispatcher(options, log.recorder());
  dispatcher.submit(delivery_to(receiver.url(), 7));
  dispatcher.drain();
  const auto attempts = log.all();
  ASSERT_THAT(attempts, SizeIs(3));
  EXPECT_EQ(attempts[0].status, 500);
  EXPECT_EQ(attempts[0].state, DeliveryState::kPending);
  EXPECT_EQ(attempts[1].status, 503);
  EXPECT_EQ(attempts[1].due, attempts[0].finished + 20ms);
  EXPECT_GE(attempts[1].started, attempts[1].due);
  EXPECT_EQ(attempts[2].number, 3);
  EXPECT_EQ(attempts[2].state, DeliveryState::kDelivered);
  EXPECT_THAT(receiver.requests(), Each(HasSubstr("\r\nHookline-Delivery: abc-7\r\n")));
}

TEST(Retrying, CountsDeliveriesAndNotAttempts) {
  ScriptedReceiver receiver(answering_in_turn({plain_answer(500)}));
  std::vector<DeliveryCounts> seen;
  Dispatcher* sender = nullptr;
  Dispatcher dispatcher(retrying({1h, 1h}),
                        [&](const Attempt&) { seen.push_back(sender->counts()); });
  sender = &dispatcher;
  dispatcher.submit(delivery_to(receiver.url()));
  dispatcher.drain();
  ASSERT_THAT(seen, SizeIs(3));
  for (const DeliveryCounts& counts : seen) EXPECT_EQ(counts.pending, 1U);
  const DeliveryCounts counts = dispatcher.counts();
  EXPECT_EQ(counts.accepted, 1U);
  EXPECT_EQ(counts.failed, 1U);
  EXPECT_EQ(counts.pending, 0U);
}

TEST(Retrying, TellsTheAttemptsNumberWhereItIsWanted) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  DispatcherOptions options = retrying({1s});
  options.attempt_header = "X-Attempt";
  attempts_at(receiver.url(), options);
  EXPECT_THAT(receiver.requests(), ElementsAre(HasSubstr("\r\nX-Attempt: 1\r\n\r\na=b"),
                                               HasSubstr("\r\nX-Attempt: 2\r\n\r\na=b")));
}

TEST(Retrying, TakesUpADeliveryWhereItStood) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  Dispatcher dispatcher(retrying({1s, 2s, 3s}), log.recorder());
  Delivery delivery = delivery_to(receiver.url());
  delivery.attempt = 3;
  dispatcher.submit(delivery);
  dispatcher.drain();
  EXPECT_THAT(log.all(), ElementsAre(testing::Field(&Attempt::number, 3),
                                     testing::Field(&Attempt::number, 4)));
}

TEST(Retrying, TriesAgainWhatGotNoAnswer) {
  const auto attempts =
      attempts_at(fmt::format("http://127.0.0.1:{}/", unused_port()), retrying({1h, 1h}));
  ASSERT_THAT(attempts, SizeIs(3));
  for (const Attempt& attempt : attempts) EXPECT_EQ(attempt.outcome, Outcome::kRefused);
}

TEST(Retrying, WaitsAsLongAsRetryAfterAsks) {
  ScriptedReceiver receiver(answering_in_turn(
      {plain_answer(503, "Retry-After: 90\r\n"), plain_answer(503, "retry-after: 100000\r\n"),
       plain_answer(503), plain_answer(503, "Retry-After: tomorrow\r\n"), plain_answer(200)}));
  DispatcherOptions options = retrying({1s, 1s, 1s, 1s, 1s});
  options.retry.retry_after_max = 1h;
  const auto attempts = attempts_at(receiver.url(), options);
  EXPECT_THAT(times_of(attempts), ElementsAre(0s, 90s, 3690s, 3691s, 3692s));
  EXPECT_EQ(attempts.at(0).retry_after, 90s);
  EXPECT_EQ(attempts.at(3).retry_after, std::nullopt);
}

TEST(Retrying, WaitsUntilTheDateOfRetryAfter) {
  ScriptedReceiver receiver(answering_in_turn(
      {plain_answer(429, "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n"), plain_answer(200)}));
  DispatcherOptions options = retrying({1s});
  options.retry.retry_after_max = 2h;
  EXPECT_THAT(times_of(attempts_at(receiver.url(), options)), ElementsAre(0s, 2h));
}

TEST(Retrying, SparesAnOverloadedWebhookAndNoOther) {
  ScriptedReceiver busy(
      answering_in_turn({plain_answer(429, "Retry-After: 60\r\n"), plain_answer(200)}));
  ScriptedReceiver idle(answering(plain_answer(200)));
  AttemptLog log;
  DispatcherOptions options = retrying({1s});
  options.retry.retry_after_max = 1h;
  options.retry.spare = 5s;
  Dispatcher dispatcher(options, log.recorder());
  const auto start = dispatcher.now();
  const auto submit = [&](const ScriptedReceiver& receiver, std::uint64_t id,
                          Clock::duration after) {
    Delivery delivery = delivery_to(receiver.url(), id);
    delivery.receiver = &receiver == &busy ? 1 : 2;
    delivery.due = start + after;
    dispatcher.submit(delivery);
  };
  submit(busy, 1, 0s);
  submit(busy, 2, 10s);
  submit(idle, 3, 10s);
  dispatcher.drain();
  std::map<std::uint64_t, Clock::duration> last_started;
  for (const Attempt& attempt : log.all())
    last_started[attempt.delivery_id] = attempt.started - start;
  EXPECT_THAT(last_started, ElementsAre(Pair(1, 60s), Pair(2, 60s), Pair(3, 10s)));
  for (const Attempt& attempt : log.all()) {
    if (attempt.delivery_id != 2) continue;
    EXPECT_EQ(attempt.ready, attempt.due) << "the emitter wasn't late";
  }
}

/// Answers with the status that the request's body is.
void answer_as_asked(Connection& connection) {
  while (true) {
    const std::string request = connection.read_request();
    if (request.empty()) return;
    connection.send(plain_answer(std::stoi(request.substr(request.find("\r\n\r\n") + 4))));
  }
}

TEST(Retrying, ASwitchedOffWebhookGetsNothingMore) {
  ScriptedReceiver receiver(answer_as_asked);
  AttemptLog log;
  DispatcherOptions options = retrying({1h, 1h}, Timekeeping::kSteady);
  options.connections_per_host = 1;
  Dispatcher dispatcher(options, log.recorder());
  dispatcher.submit(delivery_to(receiver.url(), 1, "500"));
  dispatcher.submit(delivery_to(receiver.url(), 2, "410"));
  for (std::uint64_t id = 3; id < 100; ++id) {
    dispatcher.submit(delivery_to(receiver.url(), id, "500"));
  }
  Delivery later = delivery_to(receiver.url(), 100, "500");
  later.due += 24h;
  dispatcher.submit(later);
  Delivery other = delivery_to(receiver.url(), 101, "200");
  other.receiver = 2;
  dispatcher.submit(other);
  dispatcher.drain();
  dispatcher.submit(delivery_to(receiver.url(), 102, "500"));
  dispatcher.drain();
  std::map<std::uint64_t, std::vector<std::string>> ends;
  for (const Attempt& attempt : log.all()) {
    ends[attempt.delivery_id].push_back(attempt.outcome == Outcome::kAnswered
                                            ? std::to_string(attempt.status)
                                            : std::string(name_of(attempt.outcome)));
    if (attempt.outcome != Outcome::kSwitchedOff) continue;
    EXPECT_EQ(attempt.problem, "the webhook was switched off first");
    EXPECT_TRUE(attempt.is_last());
  }
  EXPECT_THAT(ends[1], ElementsAre("500", "switched_off")) << "the retry that waited";
  EXPECT_THAT(ends[2], ElementsAre("410"));
  for (std::uint64_t id = 3; id < 100; ++id) {
    EXPECT_THAT(ends[id], ElementsAre("switched_off")) << "waited for a connection";
  }
  EXPECT_THAT(ends[100], ElementsAre("switched_off")) << "waited for its time";
  EXPECT_THAT(ends[101], ElementsAre("200")) << "another webhook";
  EXPECT_THAT(ends[102], ElementsAre("switched_off")) << "came later";
  EXPECT_EQ(receiver.requests().size(), 3U);
  const DeliveryCounts counts = dispatcher.counts();
  EXPECT_EQ(counts.accepted, 102U);
  EXPECT_EQ(counts.failed, 101U);
}

TEST(Retrying, AWebhookThatWasSwitchedOnAgainGetsWhatComesThen) {
  ScriptedReceiver receiver(answering(plain_answer(410)));
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  for (std::uint64_t id = 1; id <= 3; ++id) {
    if (id == 3) dispatcher.switch_on(delivery_to(receiver.url(), id).receiver);
    dispatcher.submit(delivery_to(receiver.url(), id));
    dispatcher.drain();
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 2), Pair("switched_off", 1)));
}

TEST(Retrying, AnAutomationsActionIsNotSwitchedOff) {
  ScriptedReceiver receiver(answering(plain_answer(410)));
  AttemptLog log;
  Dispatcher dispatcher({}, log.recorder());
  for (std::uint64_t id = 1; id <= 2; ++id) {
    Delivery delivery = delivery_to(receiver.url(), id);
    delivery.receiver = {1, ReceiverId::Kind::kAction};
    dispatcher.submit(delivery);
    dispatcher.drain();
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 2)));
}

TEST(Retrying, DisablesAWebhookWhoseDeliveriesKeepFailing) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  DispatcherOptions options = retrying({1h});
  options.retry.failed_in_a_row_max = 2;
  Dispatcher dispatcher(options, log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 3);
  const auto attempts = log.all();
  ASSERT_THAT(attempts, SizeIs(5));
  EXPECT_EQ(attempts[1].state, DeliveryState::kFailed);
  EXPECT_EQ(attempts[3].state, DeliveryState::kFailed);
  EXPECT_EQ(attempts[3].switched_off, "since 2 deliveries in a row failed");
  EXPECT_EQ(attempts[4].outcome, Outcome::kSwitchedOff);
}

TEST(Retrying, CancelEndsWhatWaitsForItsNextAttempt) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  std::promise<void> tried;
  AttemptLog log;
  Dispatcher dispatcher(retrying({1h}, Timekeeping::kSteady),
                        [&, record = log.recorder()](const Attempt& attempt) {
                          record(attempt);
                          if (attempt.number == 1) tried.set_value();
                        });
  dispatcher.submit(delivery_to(receiver.url()));
  tried.get_future().wait();
  EXPECT_EQ(dispatcher.counts().pending, 1U);
  dispatcher.cancel();
  dispatcher.drain();
  const auto attempts = log.all();
  ASSERT_THAT(attempts, SizeIs(2));
  EXPECT_EQ(attempts[0].state, DeliveryState::kPending);
  EXPECT_EQ(attempts[1].outcome, Outcome::kCancelled);
  EXPECT_EQ(attempts[1].number, 2);
  EXPECT_TRUE(attempts[1].is_last());
  EXPECT_EQ(dispatcher.counts().failed, 1U);
}

TEST(Retrying, CancelFromWithinAnAttemptEndsItsRetry) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  Dispatcher* sender = nullptr;
  Dispatcher dispatcher(retrying({1h}), [&, record = log.recorder()](const Attempt& attempt) {
    record(attempt);
    if (attempt.number == 1) sender->cancel();
  });
  sender = &dispatcher;
  dispatcher.submit(delivery_to(receiver.url()));
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 1), Pair("cancelled", 1)));
}

TEST(VirtualTime, StandardWebhooksTakesItsSeventyFiveHours) {
  EXPECT_THAT(times_with(preset("standard-webhooks")),
              ElementsAre(0s, 5s, 305s, 2105s, 9305s, 27305s, 63305s, 113705s, 185705s, 272105s));
}

TEST(VirtualTime, StripeTakesUpToThreeDays) {
  EXPECT_THAT(times_with(preset("stripe")),
              ElementsAre(0min, 5min, 15min, 35min, 75min, 155min, 315min, 635min, 1275min, 1995min,
                          2715min, 3435min, 4155min));
  EXPECT_LE(4155min, 72h);
}

TEST(VirtualTime, GitHubAndActiveCampaignTryOnce) {
  EXPECT_THAT(times_with(preset("github")), ElementsAre(0s));
  EXPECT_THAT(times_with(preset("activecampaign")), ElementsAre(0s));
  EXPECT_EQ(preset("github").timeout_ms, 10'000);
}

TEST(VirtualTime, ShopifyTriesEightTimesMoreInFourHoursAndGivesUpTheWebhook) {
  EXPECT_THAT(times_with(preset("shopify")),
              ElementsAre(0s, 56s, 168s, 392s, 840s, 1736s, 3528s, 7112s, 14280s));
  ScriptedReceiver receiver(answering(plain_answer(500)));
  DispatcherOptions options;
  options.retry = preset("shopify").retry;
  options.timekeeping = Timekeeping::kVirtual;
  EXPECT_EQ(attempts_at(receiver.url(), options).back().switched_off,
            "since a delivery failed for good");
  EXPECT_EQ(preset("shopify").timeout_ms, 5'000);
}

TEST(VirtualTime, JitterIsTheSameWithTheSameSeed) {
  DeliveryPromise promise = preset("standard-webhooks");
  promise.retry.jitter = 0.1;
  promise.retry.seed = 1;
  const Waits times = times_with(promise);
  EXPECT_EQ(times, times_with(promise));
  EXPECT_NE(times, times_with(preset("standard-webhooks")));
  Attempt attempt;
  attempt.delivery_id = 1;
  RetryPolicy::Milliseconds expected(0);
  for (std::size_t i = 1; i < times.size(); ++i) {
    attempt.number = static_cast<int>(i);
    expected += promise.retry.delay_after(attempt);
    EXPECT_EQ(times[i], expected);
  }
}

TEST(VirtualTime, StandsStillUntilSomebodyWaits) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  std::promise<void> tried;
  Dispatcher dispatcher(retrying({1h}), [&, record = log.recorder()](const Attempt& attempt) {
    record(attempt);
    if (attempt.delivery_id == 1 && attempt.number == 1) tried.set_value();
  });
  const auto start = dispatcher.now();
  Delivery first = delivery_to(receiver.url(), 1);
  first.due = start;
  dispatcher.submit(first);
  tried.get_future().wait();
  EXPECT_EQ(dispatcher.now(), start);
  Delivery second = delivery_to(receiver.url(), 2);
  second.due = start;
  dispatcher.submit(second);
  dispatcher.drain();
  EXPECT_EQ(dispatcher.now(), start + 1h);
  for (const Attempt& attempt : log.all()) {
    EXPECT_EQ(attempt.started, start + (attempt.number == 1 ? 0h : 1h));
  }
}

TEST(VirtualTime, PassesWhileSubmitWaitsForRoom) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  DispatcherOptions options = retrying({1h});
  options.in_flight_max = 1;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 5);
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 10)));
}

TEST(VirtualTime, KeepsManySchedulesApart) {
  ScriptedReceiver receiver(answering(plain_answer(500)));
  AttemptLog log;
  DispatcherOptions options = retrying({5s, 5min, 30min});
  Dispatcher dispatcher(options, log.recorder());
  const auto start = dispatcher.now();
  for (std::uint64_t id = 1; id <= 200; ++id) {
    Delivery delivery = delivery_to(receiver.url(), id);
    delivery.due = start + id * 1s;
    dispatcher.submit(delivery);
  }
  dispatcher.drain();
  const Waits since_due = {0s, 5s, 305s, 2105s};
  ASSERT_THAT(log.all(), SizeIs(800));
  for (const Attempt& attempt : log.all()) {
    const auto expected = since_due.at(static_cast<std::size_t>(attempt.number) - 1);
    ASSERT_EQ(attempt.started, start + attempt.delivery_id * 1s + expected);
  }
}

}  // namespace
}  // namespace hookline
