#include "tests/support/attempt_log.h"
#include "tests/support/places.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/socket.h>

namespace hookline {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

std::string url_of(const TlsReceiver& receiver, std::string_view host = "localhost") {
  return fmt::format("https://{}:{}/x", host, receiver.port());
}

DispatcherOptions trusting(const TlsReceiver& receiver) {
  DispatcherOptions options;
  options.ca_file = receiver.certificate_file();
  return options;
}

TEST(DispatcherTls, DeliversToATrustedReceiverOverOneConnection) {
  TlsReceiver receiver({});
  AttemptLog log;
  {
    Dispatcher dispatcher(trusting(receiver), log.recorder());
    submit_in_turn(dispatcher, url_of(receiver), 5);
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5))) << log.all().at(0).problem;
  EXPECT_EQ(receiver.requests(), 5U);
  EXPECT_EQ(receiver.connections(), 1U);
  EXPECT_EQ(receiver.server_name(), "localhost");
}

TEST(DispatcherTls, SaysWhatToDoWhereACertificateIsNotTrusted) {
  TlsReceiver receiver({});
  const Attempt attempt = attempt_at(url_of(receiver));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
  EXPECT_THAT(attempt.problem, testing::AllOf(HasSubstr("certificate"), HasSubstr("--ca-file"),
                                              HasSubstr("--insecure")));
}

TEST(DispatcherTls, DeliversToAnybodyWhereNothingIsChecked) {
  DispatcherOptions options;
  options.checks_certificates = false;
  TlsReceiver unknown({});
  EXPECT_EQ(attempt_at(url_of(unknown), options).outcome, Outcome::kAnswered);
  TlsReceiver other({.names = "DNS:elsewhere.example"});
  EXPECT_EQ(attempt_at(url_of(other), options).outcome, Outcome::kAnswered);
  TlsReceiver expired({.valid_s = -60});
  EXPECT_EQ(attempt_at(url_of(expired), options).outcome, Outcome::kAnswered);
}

TEST(DispatcherTls, SaysThatAReceiverDoesNotSpeakTls) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.send("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
    connection.read_to_end();
  });
  std::string url = receiver.url();
  const Attempt attempt = attempt_at(url.replace(0, 4, "https"));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
  EXPECT_THAT(attempt.problem, HasSubstr("write http:// before its name"));
}

/// How many arrive of two deliveries, each over a connection of its own.
std::size_t delivered_over_two_connections(const std::string& first, const std::string& second,
                                           DispatcherOptions options) {
  AttemptLog log;
  options.idle_ms = 0;
  Dispatcher dispatcher(std::move(options), log.recorder());
  dispatcher.submit(delivery_to(first, 1));
  dispatcher.drain();
  dispatcher.submit(delivery_to(second, 2));
  dispatcher.drain();
  return dispatcher.counts().delivered;
}

class DispatcherTlsResumption : public testing::TestWithParam<int> {};

TEST_P(DispatcherTlsResumption, ResumesTheSessionOfTheConnectionBefore) {
  TlsReceiver receiver({.version_max = GetParam()});
  const std::string url = url_of(receiver);
  EXPECT_EQ(delivered_over_two_connections(url, url, trusting(receiver)), 2U);
  EXPECT_EQ(receiver.connections(), 2U);
  EXPECT_EQ(receiver.resumed(), 1U);
}

TEST_P(DispatcherTlsResumption, ResumesNoSessionOfAnotherName) {
  TlsReceiver receiver({.version_max = GetParam()});
  EXPECT_EQ(delivered_over_two_connections(url_of(receiver), url_of(receiver, "127.0.0.1"),
                                           trusting(receiver)),
            2U);
  EXPECT_EQ(receiver.connections(), 2U);
  EXPECT_EQ(receiver.resumed(), 0U) << "its certificate has to be checked for the other name";
}

INSTANTIATE_TEST_SUITE_P(Versions, DispatcherTlsResumption,
                         testing::Values(TlsReceiver::kTls12, TlsReceiver::kTls13));

TEST(DispatcherTls, SendsAgainWhatCrossedWithTheReceiversClose) {
  TlsReceiver receiver({.requests_max = 1});
  AttemptLog log;
  Dispatcher* sender = nullptr;
  Dispatcher dispatcher(trusting(receiver), [&, record = log.recorder()](const Attempt& attempt) {
    record(attempt);
    // The loop stands still here, so that it can't see the close before it sends the next.
    EXPECT_TRUE(receiver.wait_for_close());
    if (attempt.delivery_id < 5) {
      sender->submit(delivery_to(url_of(receiver), attempt.delivery_id + 1));
    }
  });
  sender = &dispatcher;
  dispatcher.submit(delivery_to(url_of(receiver), 1));
  dispatcher.drain();
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5)));
  for (const Attempt& attempt : log.all()) EXPECT_EQ(attempt.resent, attempt.delivery_id > 1);
  EXPECT_EQ(receiver.requests(), 5U) << "none may come twice";
}

TEST(DispatcherTls, OffersHttp1Alone) {
  for (const char* protocol : {"", "http/1.1"}) {
    TlsReceiver receiver({.protocol = protocol});
    const Attempt attempt = attempt_at(url_of(receiver), trusting(receiver));
    EXPECT_TRUE(attempt.delivered()) << attempt.problem;
    EXPECT_EQ(receiver.offered_protocols(), "\x08http/1.1");
  }
}

TEST(DispatcherTls, EndsWhenTheReceiverSpeaksHttp2Alone) {
  TlsReceiver receiver({.protocol = "h2"});
  const Attempt attempt = attempt_at(url_of(receiver), trusting(receiver));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
  EXPECT_THAT(attempt.problem, HasSubstr("no application protocol"));
}

TEST(DispatcherTls, DeliversALargeBody) {
  TlsReceiver receiver({});
  EXPECT_TRUE(
      attempt_at(url_of(receiver), trusting(receiver), std::string(3 << 20, 'x')).delivered());
}

TEST(DispatcherTls, ChecksTheCertificateOfAnAddress) {
  TlsReceiver receiver({});
  const Attempt attempt = attempt_at(url_of(receiver, "127.0.0.1"), trusting(receiver));
  EXPECT_TRUE(attempt.delivered()) << attempt.problem;
  EXPECT_EQ(receiver.server_name(), "") << "an address is no server name";
}

TEST(DispatcherTls, RefusesACertificateThatNobodyTrusts) {
  TlsReceiver receiver({});
  const Attempt attempt = attempt_at(url_of(receiver));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
  EXPECT_THAT(attempt.problem, HasSubstr("the TLS handshake with localhost:"));
  EXPECT_THAT(attempt.problem, HasSubstr("self-signed certificate"));
  EXPECT_EQ(receiver.requests(), 0U);
}

TEST(DispatcherTls, RefusesACertificateOfAnotherName) {
  TlsReceiver receiver({.names = "DNS:elsewhere.example,IP:127.0.0.9"});
  for (const char* host : {"localhost", "127.0.0.1"}) {
    const Attempt attempt = attempt_at(url_of(receiver, host), trusting(receiver));
    EXPECT_EQ(attempt.outcome, Outcome::kTls) << host;
    EXPECT_THAT(attempt.problem, HasSubstr("mismatch"));
  }
  EXPECT_EQ(receiver.requests(), 0U);
}

TEST(DispatcherTls, RefusesACertificateThatHasExpired) {
  TlsReceiver receiver({.valid_s = -3600});
  const Attempt attempt = attempt_at(url_of(receiver), trusting(receiver));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
  EXPECT_THAT(attempt.problem, HasSubstr("expired"));
}

TEST(DispatcherTls, EndsWhenTheReceiverSpeaksNoTls) {
  ScriptedReceiver receiver([](ScriptedReceiver::Connection& connection) {
    connection.send(plain_answer(400));
    connection.read_to_end();
  });
  const Attempt attempt = attempt_at(fmt::format("https://localhost:{}/", receiver.port()));
  EXPECT_EQ(attempt.outcome, Outcome::kTls);
}

TEST(DispatcherTls, EndsAtTheDeadlineWhenTheHandshakeStalls) {
  ScriptedReceiver receiver(
      [](ScriptedReceiver::Connection& connection) { connection.read_to_end(); });
  DispatcherOptions options;
  options.timeout_ms = 200;
  const Attempt attempt =
      attempt_at(fmt::format("https://localhost:{}/", receiver.port()), options);
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("the TLS handshake with localhost:"));
}

/// What becomes of a delivery over TLS to one that speaks plain bytes.
Attempt attempt_over_tls(const ScriptedReceiver::Script& does, std::int64_t timeout_ms = 60'000) {
  ScriptedReceiver receiver(does);
  DispatcherOptions options;
  options.timeout_ms = timeout_ms;
  return attempt_at(fmt::format("https://localhost:{}/", receiver.port()), options);
}

TEST(DispatcherTls, EndsAtTheDeadlineWhenTheHandshakeDrips) {
  const Attempt attempt = attempt_over_tls(
      [](ScriptedReceiver::Connection& connection) {
        // The beginning of a record that says it is as long as one may be.
        connection.send(std::string_view("\x16\x03\x03\x40\x00\x02\x00\x3f\xfc", 9));
        while (connection.send("\x01") && connection.wait_ms(10)) {
        }
      },
      300);
  EXPECT_EQ(attempt.outcome, Outcome::kTimeout);
  EXPECT_THAT(attempt.problem, HasSubstr("the TLS handshake with localhost:"));
}

/// Until the handshake has begun: before, an end would be that of connecting.
void wait_for_bytes(const ScriptedReceiver::Connection& connection) {
  char byte = 0;
  ::recv(connection.socket(), &byte, 1, MSG_PEEK);
}

TEST(DispatcherTls, EndsWhenTheHandshakeIsRubbishOrEnds) {
  const ScriptedReceiver::Script scripts[] = {
      [](ScriptedReceiver::Connection& connection) {
        while (connection.send("\x16\x03\x03\x01\x01rubbish without an end")) {
        }
      },
      [](ScriptedReceiver::Connection& connection) {
        wait_for_bytes(connection);
        connection.close();
      },
      [](ScriptedReceiver::Connection& connection) {
        wait_for_bytes(connection);
        connection.reset();
      },
      [](ScriptedReceiver::Connection& connection) {
        connection.send(std::string_view("\x15\x03\x03\x00\x02\x02\x28", 7));  // an alert
        connection.read_to_end();
      },
  };
  for (const auto& script : scripts) {
    const Attempt attempt = attempt_over_tls(script);
    EXPECT_EQ(attempt.outcome, Outcome::kTls);
    EXPECT_THAT(attempt.problem, HasSubstr("the TLS handshake with localhost:"));
  }
}

TEST(DispatcherTls, RefusesAFileThatHoldsNoCertificates) {
  DispatcherOptions options;
  options.ca_file = source_path("CMakeLists.txt");
  EXPECT_ANY_THROW(Dispatcher(options, [](const Attempt&) {}));
}

}  // namespace
}  // namespace hookline
