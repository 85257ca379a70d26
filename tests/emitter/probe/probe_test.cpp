#include "emitter/probe/probe.h"

#include "catcher/base/process/failure.h"
#include "emitter/probe/findings/finding.h"
#include "tests/support/scripted_lookup.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Connection = ScriptedReceiver::Connection;

constexpr long kSecondsPerYear = 365L * 86'400;

std::string answer(int status, const std::string& body, const std::string& type = "text/plain") {
  return fmt::format("HTTP/1.1 {} Whatever\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n{}",
                     status, type, body.size(), body);
}

/// Answers GET and HEAD with 200, and POST with these bytes.
ScriptedReceiver::Script posting(const std::string& post) {
  return [post](Connection& connection) {
    for (;;) {
      const std::string request = connection.read_request();
      if (request.empty()) return;
      const bool is_post = request.starts_with("POST ");
      if (!connection.send(is_post ? post : plain_answer(200))) return;
    }
  };
}

class Probe : public testing::Test {
 protected:
  Probe() { options_.timeout = 30s; }

  /// Probes; expects that nothing but `checks` is bad.
  const ProbeReport& probed(const std::string& url) {
    options_.names.look_up = lookup_.lookup();
    report_ = probe(url, options_, {}, [](const Finding&) {});
    return report_;
  }

  std::vector<std::string> checks(Grade grade) const {
    std::vector<std::string> names;
    for (const Finding& finding : report_.findings) {
      if (finding.grade == grade) names.emplace_back(finding.check);
    }
    return names;
  }
  std::vector<std::string> bad() const { return checks(Grade::kBad); }
  std::vector<std::string> doubtful() const { return checks(Grade::kDoubtful); }

  const Finding& finding(std::string_view check) const {
    for (const Finding& one : report_.findings) {
      if (one.check == check) return one;
    }
    throw std::runtime_error(std::string(check) + " is missing");
  }

  VisitorOptions options_;
  ScriptedLookup lookup_;
  ProbeReport report_;
};

TEST_F(Probe, FindsNothingWrongWithAnEndpointThatIsRight) {
  ScriptedReceiver receiver(posting(answer(200, "thank you")));
  EXPECT_EQ(probed(receiver.url("/hook")).verdict(), ProbeVerdict::kWorks);
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_THAT(doubtful(), IsEmpty()) << finding(doubtful().front()).found;
  EXPECT_THAT(checks(Grade::kUntried), IsEmpty());
  EXPECT_THAT(checks(Grade::kGood),
              ElementsAre("url", "port", "name", "connection", "tls", "get", "head", "post", "time",
                          "body", "keep_alive", "field_1mb", "field_5mib"));
  ASSERT_EQ(report_.requests.size(), 6U);
  EXPECT_GT(report_.requests.back().body_bytes, std::size_t{5} << 20);
}

TEST_F(Probe, NamesACharacterThatThePlatformRefuses) {
  ScriptedReceiver receiver(posting(plain_answer(200)));
  probed(receiver.url("/hook?a={b}"));
  EXPECT_THAT(bad(), ElementsAre("url"));
  EXPECT_THAT(finding("url").found, HasSubstr("'{' at position"));
  EXPECT_EQ(finding("post").grade, Grade::kGood);
  probed("http://127.0.0.1/a b");
  EXPECT_THAT(bad(), ElementsAre("url"));
  EXPECT_THAT(finding("url").found, HasSubstr("a space at position 19"));
  EXPECT_EQ(finding("post").grade, Grade::kUntried);
}

TEST_F(Probe, NamesAHostWithoutAnAddress) {
  options_.allowed_hosts = {"none.test"};
  probed("http://none.test/hook");
  EXPECT_THAT(bad(), ElementsAre("name"));
  EXPECT_THAT(finding("name").found, HasSubstr("none.test has no address"));
}

TEST_F(Probe, NamesAnAddressThatThePlatformDoesNotReach) {
  options_.allowed_hosts = {"meta.test"};
  lookup_.answer("meta.test", {{"169.254.169.254"}});
  probed("http://meta.test/hook");
  EXPECT_THAT(bad(), ElementsAre("name"));
  EXPECT_THAT(report_.requests, IsEmpty());
}

TEST_F(Probe, NamesARefusedConnection) {
  probed(fmt::format("http://127.0.0.1:{}/", unused_port()));
  EXPECT_THAT(bad(), ElementsAre("connection"));
  EXPECT_THAT(finding("connection").found, HasSubstr("refused the connection"));
  EXPECT_EQ(finding("post").grade, Grade::kUntried);
}

TEST_F(Probe, NamesAServerThatNeverAnswers) {
  ScriptedReceiver receiver([](Connection& connection) { connection.read_to_end(); });
  options_.timeout = 50ms;
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("no answer"));
}

TEST_F(Probe, NamesAnAnswerThatTakesLong) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (;;) {
      const std::string request = connection.read_request();
      if (request.empty() || (request.starts_with("POST ") && !connection.wait_ms(500))) return;
      if (!connection.send(plain_answer(200))) return;
    }
  });
  options_.timeout = 2s;
  probed(receiver.url());
  EXPECT_EQ(finding("time").grade, Grade::kDoubtful);
  EXPECT_THAT(finding("time").found, HasSubstr("of 2000 ms that it may take"));
}

TEST_F(Probe, NamesAServerThatClosesWithoutAnAnswer) {
  ScriptedReceiver receiver([](Connection& connection) {
    const std::string request = connection.read_request();
    if (!request.starts_with("POST ")) connection.send(plain_answer(200));
  });
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("closed the connection without an answer"));
}

TEST_F(Probe, NamesAnotherProtocol) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.send("SSH-2.0-OpenSSH_9.2\r\n");
    connection.read_to_end();
  });
  options_.timeout = 1s;  // for the look whether it is TLS
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("not HTTP"));
}

TEST_F(Probe, SaysWhereARedirectLeadsAndThatItIsNotFollowed) {
  for (const int status : {301, 307}) {
    ScriptedReceiver receiver(posting(plain_answer(status, "Location: https://a.test/hook\r\n")));
    probed(receiver.url());
    EXPECT_THAT(bad(), ElementsAre("post"));
    EXPECT_THAT(finding("post").found,
                HasSubstr(fmt::format("redirects ({}) to https://a.test/hook", status)));
    EXPECT_THAT(finding("post").advice, HasSubstr("Write https://a.test/hook as the webhook's"));
    EXPECT_EQ(report_.requests.back().location, "https://a.test/hook");
  }
}

TEST_F(Probe, SaysThatARedirectLeadsToALogin) {
  ScriptedReceiver receiver(posting(plain_answer(302, "Location: /login?next=%2Fhook\r\n")));
  probed(receiver.url());
  EXPECT_THAT(finding("post").advice, HasSubstr("without a log-in"));
}

TEST_F(Probe, NamesAPathThatTakesGetAlone) {
  for (const int status : {404, 405}) {
    ScriptedReceiver receiver(posting(plain_answer(status)));
    probed(receiver.url());
    EXPECT_THAT(bad(), ElementsAre("post"));
    EXPECT_THAT(finding("post").found,
                HasSubstr(fmt::format("answered {}, though GET is taken", status)));
  }
}

TEST_F(Probe, NamesAProgramThatFails) {
  ScriptedReceiver receiver(posting(answer(500, "<h1>Oops</h1>", "text/html")));
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("answered 500"));
}

TEST_F(Probe, NamesTheAnswerThatSwitchesAWebhookOff) {
  ScriptedReceiver receiver(posting(plain_answer(410)));
  probed(receiver.url());
  EXPECT_THAT(finding("post").means, HasSubstr("switches the webhook off"));
}

TEST_F(Probe, NamesALoginPage) {
  ScriptedReceiver receiver(posting(
      answer(200, "<html><title> Sign in\n</title><form><input type=\"password\"></form></html>",
             "text/html; charset=utf-8")));
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("body"));
  EXPECT_EQ(finding("body").found, "a log-in page: \"Sign in\"");
}

TEST_F(Probe, NamesACaptcha) {
  const std::string page = "<html><title>Just a moment...</title></html>";
  ScriptedReceiver receiver(posting(answer(202, page, "text/html")));
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("body"));
  EXPECT_THAT(finding("body").found, HasSubstr("a captcha"));
  ScriptedReceiver refusing(posting(answer(403, page, "text/html")));
  probed(refusing.url());
  EXPECT_THAT(bad(), ElementsAre("post", "body"));
}

TEST_F(Probe, DoubtsAPageForPeople) {
  ScriptedReceiver receiver(posting(answer(200, "<html><title>Shop</title></html>", "text/html")));
  EXPECT_EQ(probed(receiver.url()).verdict(), ProbeVerdict::kDoubtful);
  EXPECT_THAT(doubtful(), ElementsAre("body"));
}

TEST_F(Probe, NamesALimitOnBodies) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (;;) {
      const std::string request = connection.read_request();
      if (request.empty()) return;
      if (!connection.send(plain_answer(request.size() > (1 << 20) ? 413 : 200))) return;
    }
  });
  probed(receiver.url());
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_THAT(doubtful(), ElementsAre("field_5mib"));
  EXPECT_THAT(finding("field_5mib").found, HasSubstr("5 MiB isn't taken: it is answered 413"));
}

TEST_F(Probe, NamesConnectionsThatAreNotKept) {
  ScriptedReceiver announcing([](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200, "Connection: close\r\n"));
  });
  probed(announcing.url());
  EXPECT_THAT(doubtful(), ElementsAre("keep_alive"));
  ScriptedReceiver silent([](Connection& connection) {
    connection.read_request();
    connection.send(plain_answer(200));
  });
  probed(silent.url());
  EXPECT_THAT(doubtful(), ElementsAre("keep_alive"));
  EXPECT_THAT(finding("keep_alive").means, HasSubstr("may be lost"));
}

TEST_F(Probe, FindsNothingButThePortWrongWithASoundCertificate) {
  TlsReceiver receiver({.valid_s = kSecondsPerYear});
  options_.ca_file = receiver.certificate_file();
  probed(fmt::format("https://localhost:{}/", receiver.port()));
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_THAT(doubtful(), ElementsAre("port"));
  EXPECT_THAT(finding("port").means, HasSubstr("port 443 only"));
  ASSERT_TRUE(report_.tls);
  EXPECT_EQ(report_.tls->version, "TLSv1.3");
  EXPECT_THAT(report_.tls->certificate.names, ElementsAre("localhost", "127.0.0.1"));
}

TEST_F(Probe, NamesAnExpiredCertificateAndSendsNothing) {
  TlsReceiver receiver({.valid_s = -3600});
  options_.ca_file = receiver.certificate_file();
  probed(fmt::format("https://localhost:{}/", receiver.port()));
  EXPECT_THAT(bad(), ElementsAre("certificate_dates"));
  EXPECT_THAT(finding("certificate_dates").found, HasSubstr("it expired on 2"));
  EXPECT_EQ(receiver.requests(), 0U);
}

TEST_F(Probe, NamesACertificateThatExpiresSoon) {
  TlsReceiver receiver({.valid_s = 3 * 86'400 + 60});
  options_.ca_file = receiver.certificate_file();
  probed(fmt::format("https://localhost:{}/", receiver.port()));
  EXPECT_EQ(finding("certificate_dates").grade, Grade::kDoubtful);
  EXPECT_THAT(finding("certificate_dates").found, HasSubstr("in 3 days"));
}

TEST_F(Probe, NamesACertificateOfAnotherHost) {
  TlsReceiver receiver({.names = "DNS:other.test", .valid_s = kSecondsPerYear});
  options_.ca_file = receiver.certificate_file();
  probed(fmt::format("https://localhost:{}/", receiver.port()));
  EXPECT_THAT(bad(), ElementsAre("certificate_names"));
  EXPECT_EQ(finding("certificate_names").found, "it is for other.test, not for localhost");
}

TEST_F(Probe, NamesACertificateThatNobodyTrusts) {
  TlsReceiver receiver({.valid_s = kSecondsPerYear});
  const std::string url = fmt::format("https://localhost:{}/", receiver.port());
  probed(url);
  EXPECT_THAT(bad(), ElementsAre("certificate_chain"));
  EXPECT_THAT(finding("certificate_chain").found, HasSubstr("signed by itself"));
  EXPECT_EQ(receiver.requests(), 0U);
  options_.checks_certificates = false;
  probed(url);
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_THAT(doubtful(), ElementsAre("port", "certificate_chain"));
  EXPECT_GT(receiver.requests(), 0U);
}

TEST_F(Probe, NamesASchemeThatIsNotSpokenThere) {
  ScriptedReceiver plain([](Connection& connection) {
    connection.send(plain_answer(400));
    connection.read_to_end();
  });
  probed(fmt::format("https://127.0.0.1:{}/", plain.port()));
  EXPECT_THAT(bad(), ElementsAre("tls"));
  EXPECT_THAT(finding("tls").found, HasSubstr("is not TLS"));
  TlsReceiver secure({.valid_s = kSecondsPerYear});
  probed(fmt::format("http://127.0.0.1:{}/", secure.port()));
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("it speaks TLS: write https://"));
}

TEST_F(Probe, NamesAnAnswerThatEndsTooEarly) {
  ScriptedReceiver receiver([](Connection& connection) {
    const std::string request = connection.read_request();
    connection.send(request.starts_with("POST ")
                        ? "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nthank you"
                        : plain_answer(200, "Connection: close\r\n"));
    connection.close();
  });
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").found, HasSubstr("closed the connection")) << finding("post").found;
}

TEST_F(Probe, NamesChunksThatAreNone) {
  ScriptedReceiver receiver(
      posting("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nthank you\r\n"));
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
}

TEST_F(Probe, TakesAnInterimAnswerForNone) {
  ScriptedReceiver receiver(posting("HTTP/1.1 100 Continue\r\n\r\n" + answer(200, "thank you")));
  probed(receiver.url());
  EXPECT_THAT(bad(), IsEmpty());
  EXPECT_EQ(finding("post").found, "the sample is answered 200");
}

TEST_F(Probe, NamesAPathBehindAPassword) {
  ScriptedReceiver receiver(
      posting(plain_answer(401, "WWW-Authenticate: Basic realm=\"stage\"\r\n")));
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
  EXPECT_THAT(finding("post").advice, HasSubstr("without a log-in"));
}

TEST_F(Probe, NamesAnAnswerThatTricklesInForTooLong) {
  ScriptedReceiver receiver([](Connection& connection) {
    const std::string request = connection.read_request();
    if (!request.starts_with("POST ")) {
      connection.send(plain_answer(200, "Connection: close\r\n"));
      return connection.close();
    }
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
    while (connection.send("x") && connection.wait_ms(10)) {
    }
  });
  options_.timeout = 300ms;
  probed(receiver.url());
  EXPECT_THAT(bad(), ElementsAre("post"));
}

TEST_F(Probe, DoubtsANameThatHasIpv6Alone) {
  const std::vector<ProbedAddress> addresses = {{"2001:db8::1", "", "", false, false}};
  const Finding found = judge_name("a.test", {{"2001:db8::1"}, ""}, addresses);
  EXPECT_EQ(found.grade, Grade::kDoubtful);
  EXPECT_THAT(found.found, HasSubstr("over IPv6 alone"));
}

TEST_F(Probe, DoubtsAnEndpointOfWhichOneAddressIsDown) {
  ScriptedReceiver receiver(posting(plain_answer(200)));
  const std::vector<ProbedAddress> addresses = {
      {"203.0.113.4", "", "", false, false},
      {"203.0.113.5", "", "203.0.113.5:80 refused the connection", false, false}};
  const Finding found = judge_connections(Url::parse("http://a.test/"), addresses);
  EXPECT_EQ(found.grade, Grade::kDoubtful);
  EXPECT_THAT(found.found, HasSubstr("not at 203.0.113.5"));
}

TEST_F(Probe, GoesToNoHostThatWasNotAllowed) {
  EXPECT_THROW(probed("http://hooks.example/"), Failure);
  EXPECT_THAT(lookup_.asked(), IsEmpty());
}

TEST_F(Probe, TellsNobodyAPassword) {
  ScriptedReceiver receiver(posting(plain_answer(200)));
  probed(fmt::format("http://me:secret@127.0.0.1:{}/", receiver.port()));
  EXPECT_EQ(report_.url, fmt::format("http://…@127.0.0.1:{}/", receiver.port()));
  EXPECT_THAT(doubtful(), ElementsAre("url"));
}

TEST_F(Probe, IsStoppedAtOnce) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.read_to_end();
  });
  std::stop_source stop;
  std::jthread stopping([&] {
    receiver.wait_for_requests(1);
    stop.request_stop();
  });
  options_.timeout = 1h;
  report_ = probe(receiver.url(), options_, stop.get_token(), [](const Finding&) {});
  EXPECT_EQ(report_.verdict(), ProbeVerdict::kInterrupted);
  EXPECT_EQ(finding("get").grade, Grade::kUntried);
}

}  // namespace
}  // namespace hookline
