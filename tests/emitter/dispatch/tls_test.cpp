#include "tests/support/attempt_log.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
    for (std::uint64_t id = 1; id <= 5; ++id) {
      dispatcher.submit(delivery_to(url_of(receiver), id));
      dispatcher.drain();
    }
  }
  EXPECT_THAT(log.outcomes(), ElementsAre(Pair("answered", 5))) << log.all().at(0).problem;
  EXPECT_EQ(receiver.requests(), 5U);
  EXPECT_EQ(receiver.connections(), 1U);
  EXPECT_EQ(receiver.server_name(), "localhost");
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

TEST(DispatcherTls, RefusesAFileThatHoldsNoCertificates) {
  DispatcherOptions options;
  options.ca_file = HOOKLINE_SOURCE_DIR "/CMakeLists.txt";
  EXPECT_ANY_THROW(Dispatcher(options, [](const Attempt&) {}));
}

}  // namespace
}  // namespace hookline
