#include "tests/support/attempt_log.h"
#include "tests/support/gzip.h"
#include "tests/support/hostile_answers.h"
#include "tests/support/odd_answers.h"
#include "tests/support/scripted_receiver.h"

#include <semaphore>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using Connection = ScriptedReceiver::Connection;

/// Little time and little room, so that what has no end ends soon.
DispatcherOptions impatient() {
  DispatcherOptions options;
  options.timeout_ms = 300;
  options.answer_bytes_max = 64 * 1024;
  return options;
}

/// Time enough that what ends doesn't end by the deadline.
DispatcherOptions patient() {
  DispatcherOptions options;
  options.timeout_ms = 60'000;
  options.answer_bytes_max = 64 * 1024;
  return options;
}

/// The attempt at a receiver that reads the request and then does this.
Attempt attempt_at_one_that(const ScriptedReceiver::Script& does, DispatcherOptions options) {
  ScriptedReceiver receiver([&does](Connection& connection) {
    connection.read_request();
    does(connection);
  });
  return attempt_at(receiver.url(), std::move(options));
}

/// The most that this process ever had in memory.
std::size_t peak_memory_bytes() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

void send_without_end(Connection& connection, std::string_view bytes) {
  while (connection.send(bytes)) {
  }
}

TEST(HostileReceiver, RefusesTheConnection) {
  const auto port = unused_port();
  const Attempt attempt = attempt_at(fmt::format("http://127.0.0.1:{}/", port), patient());
  EXPECT_EQ(attempt.outcome, Outcome::kRefused);
  EXPECT_EQ(attempt.problem,
            fmt::format("127.0.0.1:{} refused the connection; is anything listening there?", port));
}

TEST(HostileReceiver, ClosesBeforeItReadsTheRequest) {
  ScriptedReceiver receiver([](Connection& connection) { connection.close(); });
  const Attempt attempt = attempt_at(receiver.url(), patient());
  EXPECT_THAT((std::array{Outcome::kClosed, Outcome::kReset}), testing::Contains(attempt.outcome));
  EXPECT_THAT(attempt.problem, HasSubstr("the connection without an answer"));
}

TEST(HostileReceiver, ClosesWithoutAnAnswer) {
  const Attempt attempt =
      attempt_at_one_that([](Connection& connection) { connection.close(); }, patient());
  EXPECT_EQ(attempt.outcome, Outcome::kClosed);
  EXPECT_THAT(attempt.problem, HasSubstr("closed the connection without an answer"));
  EXPECT_EQ(attempt.status, 0);
}

TEST(HostileReceiver, ResetsWithoutAnAnswer) {
  const Attempt attempt =
      attempt_at_one_that([](Connection& connection) { connection.reset(); }, patient());
  EXPECT_EQ(attempt.outcome, Outcome::kReset);
  EXPECT_THAT(attempt.problem, HasSubstr("reset the connection without an answer"));
}

TEST(HostileReceiver, ClosesInTheMiddleOfTheHeader) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) { connection.send("HTTP/1.1 200 OK\r\nContent-"); }, patient());
  EXPECT_EQ(attempt.outcome, Outcome::kClosed);
  EXPECT_THAT(attempt.problem, HasSubstr("in the middle of its answer, after 25 bytes"));
}

TEST(HostileReceiver, ClosesInTheMiddleOfTheBody) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
      },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kClosed);
  EXPECT_EQ(attempt.status, 0) << "no status without a whole answer";
}

TEST(HostileReceiver, ClosesInTheMiddleOfAChunk) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab");
      },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kClosed);
}

TEST(HostileReceiver, ResetsInTheMiddleOfTheBody) {
  std::counting_semaphore<> taken(0);
  ScriptedReceiver receiver([&](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    taken.acquire();
    connection.reset();
  });
  DispatcherOptions options = patient();
  AttemptLog log;
  Dispatcher dispatcher(options, log.recorder());
  dispatcher.submit(delivery_to(receiver.url()));
  ASSERT_TRUE(receiver.wait_for_requests(1));
  taken.release();
  dispatcher.drain();
  EXPECT_EQ(log.all().at(0).outcome, Outcome::kReset);
  EXPECT_EQ(log.all().at(0).status, 0);
}

TEST(HostileReceiver, NeverAnswers) {
  const Attempt attempt =
      attempt_at_one_that([](Connection& connection) { connection.read_to_end(); }, impatient());
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("no answer from 127.0.0.1:"));
  EXPECT_THAT(attempt.problem, HasSubstr("within 300 ms"));
  EXPECT_GE(attempt.finished - attempt.started, std::chrono::milliseconds(300));
}

TEST(HostileReceiver, NeverReadsALargeRequest) {
  ScriptedReceiver receiver([](Connection& connection) {
    while (connection.wait_ms(1000)) {
    }
  });
  const Attempt attempt = attempt_at(receiver.url(), impatient(), std::string(64 << 20, 'x'));
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("did not take the whole request"));
}

TEST(HostileReceiver, DripsItsAnswer) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while (connection.send("x") && connection.wait_ms(10)) {
        }
      },
      impatient());
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("was not whole within 300 ms"));
}

TEST(HostileReceiver, DripsItsHeader) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nX: ");
        while (connection.send("x") && connection.wait_ms(10)) {
        }
      },
      impatient());
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("was not whole within 300 ms"));
}

TEST(HostileReceiver, AnswersWithABombOfGzip) {
  const std::size_t kUnpackedBytes = std::size_t{40} << 20;
  const std::string packed = gzip(std::string(kUnpackedBytes, '0'));
  ASSERT_LT(packed.size(), std::size_t{60} * 1024);
  const std::string answer =
      fmt::format("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n{}",
                  packed.size(), packed);
  const std::size_t before = peak_memory_bytes();
  const Attempt attempt = attempt_at_one_that(
      [&answer](Connection& connection) { connection.send(answer); }, patient());
  EXPECT_TRUE(attempt.delivered()) << "nothing is unpacked, so that it is an answer like any other";
  EXPECT_LT(peak_memory_bytes() - before, kUnpackedBytes / 2);
}

TEST(HostileReceiver, AnswersWithoutEnd) {
  const std::size_t before = peak_memory_bytes();
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\n\r\n");
        send_without_end(connection, std::string(4096, 'x'));
      },
      patient());
  EXPECT_LT(peak_memory_bytes() - before, std::size_t{16} << 20);
  EXPECT_EQ(attempt.outcome, Outcome::kAnswerTooLarge);
  EXPECT_THAT(attempt.problem, HasSubstr("goes over the limit of 65536 bytes"));
}

TEST(HostileReceiver, SendsChunksWithoutEnd) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        send_without_end(connection, "1\r\nx\r\n");
      },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kAnswerTooLarge);
}

TEST(HostileReceiver, SendsAChunkExtensionWithoutEnd) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;");
        send_without_end(connection, "abcdefgh");
      },
      patient());
  EXPECT_THAT((std::array{Outcome::kAnswerTooLarge, Outcome::kInvalidAnswer}),
              testing::Contains(attempt.outcome));
}

TEST(HostileReceiver, SendsHeadersWithoutEnd) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\n");
        send_without_end(connection, "X-Flood: abcdefgh\r\n");
      },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kAnswerTooLarge);
}

TEST(HostileReceiver, SendsOneHeaderLineWithoutEnd) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) {
        connection.send("HTTP/1.1 200 OK\r\nX-Flood: ");
        send_without_end(connection, "abcdefgh");
      },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kAnswerTooLarge);
}

TEST(HostileReceiver, FloodsWithInterimAnswers) {
  const Attempt attempt = attempt_at_one_that(
      [](Connection& connection) { send_without_end(connection, "HTTP/1.1 100 Continue\r\n\r\n"); },
      patient());
  EXPECT_EQ(attempt.outcome, Outcome::kInvalidAnswer);
  EXPECT_THAT(attempt.problem, HasSubstr("more than 16 interim answers"));
}

TEST(HostileReceiver, AnswersWhatIsNoAnswer) {
  for (const HostileAnswer& answer : hostile::kAnswers) {
    const Attempt attempt = attempt_at_one_that(
        [&answer](Connection& connection) {
          connection.send(answer.bytes);
          connection.read_to_end();
        },
        patient());
    EXPECT_EQ(attempt.outcome, answer.outcome) << answer.name;
    EXPECT_EQ(attempt.status, 0) << answer.name;
    EXPECT_THAT(attempt.problem, HasSubstr("answe")) << answer.name;
  }
}

TEST(HostileReceiver, AnswersOddlyAndIsUnderstood) {
  for (const OddAnswer& odd : odd::kAnswers) {
    const Attempt attempt = attempt_at_one_that(
        [&odd](Connection& connection) {
          connection.send(odd.bytes);
          if (odd.closes) connection.close();
          connection.read_to_end();
        },
        patient());
    EXPECT_EQ(attempt.outcome, Outcome::kAnswered) << odd.name << ": " << attempt.problem;
    EXPECT_EQ(attempt.status, odd.status) << odd.name;
  }
}

TEST(HostileReceiver, SendsMoreThanItAnnounced) {
  ScriptedReceiver receiver(
      answering("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n"
                "Content-Length: 0\r\n\r\n"));
  AttemptLog log;
  Dispatcher dispatcher(patient(), log.recorder());
  submit_in_turn(dispatcher, receiver.url(), 5);
  for (const Attempt& attempt : log.all()) EXPECT_EQ(attempt.status, 200);
  EXPECT_EQ(receiver.connections(), 5U) << "what comes behind an answer must not answer the next";
}

TEST(HostileReceiver, AnswersBeforeItHasTheRequest) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.send(plain_answer(413));
    while (connection.wait_ms(1000)) {
    }
  });
  const Attempt attempt = attempt_at(receiver.url(), patient(), std::string(64 << 20, 'x'));
  EXPECT_EQ(attempt.outcome, Outcome::kAnswered);
  EXPECT_EQ(attempt.status, 413);
}

TEST(HostileReceiver, SendsBytesBetweenTwoRequests) {
  std::counting_semaphore<> seen(0);
  ScriptedReceiver receiver([&](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
    connection.send("HTTP/1.1 500 Unasked\r\nContent-Length: 0\r\n\r\n");
    connection.read_to_end();
    seen.release();
  });
  AttemptLog log;
  Dispatcher dispatcher(patient(), log.recorder());
  for (std::uint64_t id = 1; id <= 3; ++id) {
    dispatcher.submit(delivery_to(receiver.url(), id));
    dispatcher.drain();
    seen.acquire();  // the connection is given up as soon as they are there
  }
  for (const Attempt& attempt : log.all()) EXPECT_EQ(attempt.status, 200);
  EXPECT_EQ(receiver.connections(), 3U);
}

TEST(HostileReceiver, RedirectsAreNotFollowed) {
  ScriptedReceiver elsewhere(answering(plain_answer(200)));
  ScriptedReceiver receiver(
      answering(plain_answer(307, fmt::format("Location: {}\r\n", elsewhere.url("/elsewhere")))));
  const Attempt attempt = attempt_at(receiver.url(), patient());
  EXPECT_EQ(attempt.status, 307);
  EXPECT_FALSE(attempt.delivered());
  EXPECT_EQ(elsewhere.connections(), 0U);
}

TEST(HostileReceiver, RedirectsToItself) {
  ScriptedReceiver receiver([](Connection& connection) {
    while (!connection.read_request().empty()) {
      connection.send(plain_answer(302, "Location: /\r\n"));
    }
  });
  EXPECT_EQ(attempt_at(receiver.url(), patient()).status, 302);
  EXPECT_EQ(receiver.requests().size(), 1U);
}

TEST(HostileReceiver, EveryAnswerWithinTheRulesIsTaken) {
  for (const char* answer :
       {"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n"
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\nan end by closing", "HTTP/1.0 200 OK\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n", "HTTP/1.1 299 \r\nContent-Length: 0\r\n\r\n"}) {
    const Attempt attempt = attempt_at_one_that(
        [answer](Connection& connection) {
          for (const char* byte = answer; *byte != '\0'; ++byte) {
            connection.send({byte, 1});
          }
        },
        patient());
    EXPECT_TRUE(attempt.delivered()) << answer << '\n' << attempt.problem;
  }
}

TEST(HostileReceiver, EndsManyAtTheDeadlineTogether) {
  ScriptedReceiver receiver([](Connection& connection) { connection.read_to_end(); });
  AttemptLog log;
  DispatcherOptions options = impatient();
  options.connections_per_host = 50;
  Dispatcher dispatcher(options, log.recorder());
  submit_all(dispatcher, receiver.url(), 100);
  dispatcher.drain();
  EXPECT_EQ(log.outcomes().at("timeout"), 100U);
}

}  // namespace
}  // namespace hookline
