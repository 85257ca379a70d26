#include "catcher/base/net/sender.h"

#include "catcher/base/process/failure.h"
#include "tests/support/gzip.h"
#include "tests/support/hostile_answers.h"
#include "tests/support/odd_answers.h"
#include "tests/support/scripted_lookup.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <future>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using Connection = ScriptedReceiver::Connection;

constexpr std::string_view kRequest = "POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b";

OutgoingRequest request_to(const std::string& url, std::string bytes = std::string(kRequest),
                           std::chrono::milliseconds timeout = std::chrono::seconds(20)) {
  return {Url::parse(url), std::move(bytes), AnswerReader::Body::kAsFramed, timeout};
}

std::future<OutgoingResult> begin(Sender& sender, OutgoingRequest request) {
  auto promise = std::make_shared<std::promise<OutgoingResult>>();
  auto result = promise->get_future();
  sender.send(std::move(request),
              [promise](OutgoingResult ended) { promise->set_value(std::move(ended)); });
  return result;
}

OutgoingResult sent(OutgoingRequest request, SenderOptions options = {}) {
  Sender sender(std::move(options));
  return begin(sender, std::move(request)).get();
}

OutgoingResult answered_with(const std::string& answer, SenderOptions options = {}) {
  ScriptedReceiver receiver([&](Connection& connection) {
    connection.read_request();
    connection.send(answer);
  });
  return sent(request_to(receiver.url()), std::move(options));
}

TEST(Sender, SendsTheBytesAsTheyAreAndHandsBackTheWholeAnswer) {
  ScriptedReceiver receiver(answering(
      "HTTP/1.1 201 Made so\r\nB: 1\r\na: 2\r\nb: 3\r\nContent-Length: 4\r\n\r\na\0b\n"s));
  const std::string odd = "bReW /a%2f?x HTTP/1.1\r\nhOST:  h\r\nX-1: 1\r\nx-1:\t2\r\n\r\n";
  Sender sender({});
  const OutgoingResult result = begin(sender, request_to(receiver.url("/elsewhere"), odd)).get();
  EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
  EXPECT_THAT(receiver.requests(), ElementsAre(odd));
  EXPECT_EQ(result.answer.status, 201);
  EXPECT_EQ(result.answer.reason, "Made so");
  EXPECT_EQ(result.answer.headers,
            (Headers{{"B", "1"}, {"a", "2"}, {"b", "3"}, {"Content-Length", "4"}}));
  EXPECT_EQ(result.answer.body, "a\0b\n"s);
  EXPECT_EQ(result.problem, "");
}

TEST(Sender, PutsChunksTogetherAndLeavesTrailersAndInterimAnswersOut) {
  const OutgoingResult result = answered_with(
      "HTTP/1.1 100 Continue\r\nInterim: 1\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: "
      "chunked\r\n\r\n5\r\nhello\r\n6;x=y\r\n world\r\n0\r\nTrailer: z\r\n\r\n");
  EXPECT_EQ(result.answer.body, "hello world");
  EXPECT_EQ(result.answer.headers, (Headers{{"Transfer-Encoding", "chunked"}}));
}

TEST(Sender, TakesAnAnswerThatEndsWithItsConnection) {
  EXPECT_EQ(answered_with("HTTP/1.1 200 OK\r\n\r\nuntil the end").answer.body, "until the end");
}

TEST(Sender, ExpectsNoBodyOfAnAnswerToHead) {
  ScriptedReceiver receiver(answering("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
  OutgoingRequest request = request_to(receiver.url(), "HEAD / HTTP/1.1\r\nHost: h\r\n\r\n");
  request.answer_body = AnswerReader::Body::kNone;
  const OutgoingResult result = sent(std::move(request));
  EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
  EXPECT_EQ(result.answer.headers, (Headers{{"Content-Length", "1000"}}));
}

TEST(Sender, TakesAnswersWithoutABody) {
  for (const int status : {204, 304}) {
    const auto answer = fmt::format("HTTP/1.1 {} No\r\nETag: x\r\n\r\n", status);
    EXPECT_EQ(answered_with(answer).answer.status, status);
  }
}

TEST(Sender, NamesARefusedConnection) {
  const auto port = unused_port();
  const auto result = sent(request_to(fmt::format("http://127.0.0.1:{}/", port)));
  EXPECT_EQ(result.outcome, Outcome::kRefused);
  EXPECT_EQ(result.problem,
            fmt::format("127.0.0.1:{} refused the connection; is anything listening there?", port));
}

TEST(Sender, NamesAHostThatIsNotAllowedAndSendsNothing) {
  Sender sender({});
  EXPECT_THAT(sender.problem_with(Url::parse("http://example.com/")), HasSubstr("--allow-host"));
  EXPECT_EQ(sender.problem_with(Url::parse("http://localhost/")), "");
  EXPECT_EQ(begin(sender, request_to("http://192.168.1.1/")).get().outcome, Outcome::kForbidden);
}

TEST(Sender, NamesAHostWithoutAnAddress) {
  SenderOptions options;
  options.allowed_hosts = {"no-such-host.invalid"};
  const auto result = sent(request_to("http://no-such-host.invalid/"), options);
  EXPECT_EQ(result.outcome, Outcome::kUnresolved);
  EXPECT_THAT(result.problem, HasSubstr("no-such-host.invalid can't be resolved"));
}

TEST(Sender, VetsTheAddressesOfANameForEachConnection) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedLookup lookup;
  lookup.answer("rebinds.example", {{"127.0.0.1"}, {"127.0.0.1", "169.254.169.254"}});
  SenderOptions options;
  options.allowed_hosts = {"rebinds.example"};
  options.names.look_up = lookup.lookup();
  options.names.good_for = std::chrono::milliseconds(0);
  Sender sender(options);
  const std::string url = fmt::format("http://rebinds.example:{}/", receiver.port());
  EXPECT_EQ(begin(sender, request_to(url)).get().outcome, Outcome::kAnswered);
  EXPECT_EQ(begin(sender, request_to(url)).get().outcome, Outcome::kForbidden);
  EXPECT_EQ(receiver.connections(), 1U);
}

TEST(Sender, GivesUpAtItsDeadlineAndSaysHowFarItCame) {
  ScriptedReceiver silent([](Connection& connection) { connection.read_to_end(); });
  ScriptedReceiver slow([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
    connection.read_to_end();
  });
  const std::chrono::milliseconds soon(50);
  auto result = sent(request_to(silent.url(), std::string(kRequest), soon));
  EXPECT_EQ(result.outcome, Outcome::kTimeout);
  EXPECT_THAT(result.problem, HasSubstr("no answer from 127.0.0.1:"));
  EXPECT_GE(result.duration, soon);
  result = sent(request_to(slow.url(), std::string(kRequest), std::chrono::milliseconds(200)));
  EXPECT_EQ(result.outcome, Outcome::kTimeout);
  EXPECT_THAT(result.problem, HasSubstr("was not whole within 200 ms; 42 bytes of it had come"));
}

TEST(Sender, GivesUpOnAReceiverThatTakesNothing) {
  ScriptedReceiver stuck([](Connection& connection) { connection.wait_ms(60'000); });
  auto request = request_to(stuck.url(), std::string(64 << 20, 'x'), std::chrono::seconds(1));
  EXPECT_THAT(sent(std::move(request)).problem, HasSubstr("did not take the whole request of"));
}

TEST(Sender, NamesAReceiverThatClosesOrResets) {
  ScriptedReceiver closes([](Connection& connection) { connection.read_request(); });
  ScriptedReceiver resets([](Connection& connection) {
    connection.read_request();
    connection.reset();
  });
  ScriptedReceiver breaks_off([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
  });
  auto result = sent(request_to(closes.url()));
  EXPECT_EQ(result.outcome, Outcome::kClosed);
  EXPECT_THAT(result.problem, HasSubstr("closed the connection without an answer"));
  result = sent(request_to(resets.url()));
  EXPECT_EQ(result.outcome, Outcome::kReset);
  result = sent(request_to(breaks_off.url()));
  EXPECT_EQ(result.outcome, Outcome::kClosed);
  EXPECT_THAT(result.problem, HasSubstr("in the middle of its answer, after 42 bytes"));
  EXPECT_EQ(result.answer.body, "") << "half an answer is none";
}

TEST(Sender, NamesWhatIsNoAnswer) {
  for (const HostileAnswer& answer : hostile::kAnswers) {
    ScriptedReceiver receiver([&](Connection& connection) {
      connection.read_request();
      connection.send(answer.bytes);
      connection.read_to_end();
    });
    const OutgoingResult result = sent(request_to(receiver.url()));
    EXPECT_EQ(result.outcome, answer.outcome) << answer.name;
    EXPECT_EQ(result.answer.status, 0) << answer.name;
    EXPECT_THAT(result.problem, HasSubstr("answe")) << answer.name;
  }
}

TEST(Sender, TakesWhatServersSend) {
  for (const OddAnswer& odd : odd::kAnswers) {
    ScriptedReceiver receiver([&](Connection& connection) {
      connection.read_request();
      connection.send(odd.bytes);
      if (odd.closes) connection.close();
      connection.read_to_end();
    });
    const OutgoingResult result = sent(request_to(receiver.url()));
    EXPECT_EQ(result.outcome, Outcome::kAnswered) << odd.name << ": " << result.problem;
    EXPECT_EQ(result.answer.status, odd.status) << odd.name;
    EXPECT_EQ(result.answer.body, "ok") << odd.name;
  }
}

TEST(Sender, StopsReadingInterimAnswersAndHeadersWithoutEnd) {
  const std::pair<std::string, Outcome> floods[] = {
      {"HTTP/1.1 100 Continue\r\n\r\n", Outcome::kInvalidAnswer},
      {"HTTP/1.1 200 OK\r\nX-Flood: abcdefgh", Outcome::kAnswerTooLarge}};
  for (const auto& [bytes, outcome] : floods) {
    ScriptedReceiver receiver([&bytes = bytes](Connection& connection) {
      connection.read_request();
      while (connection.send(bytes)) {
      }
    });
    EXPECT_EQ(sent(request_to(receiver.url())).outcome, outcome) << bytes;
  }
}

TEST(Sender, UnpacksNothing) {
  const std::string packed = gzip(std::string(1 << 20, '0'));
  const OutgoingResult result = answered_with(
      fmt::format("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n{}",
                  packed.size(), packed));
  EXPECT_EQ(result.answer.body, packed);
}

TEST(Sender, StopsReadingAnAnswerWithoutEnd) {
  ScriptedReceiver endless([](Connection& connection) {
    connection.read_request();
    connection.send("HTTP/1.1 200 OK\r\n\r\n");
    while (connection.send(std::string(65536, 'x'))) {
    }
  });
  SenderOptions options;
  options.answer_bytes_max = 100'000;
  const OutgoingResult result = sent(request_to(endless.url()), options);
  EXPECT_EQ(result.outcome, Outcome::kAnswerTooLarge);
  EXPECT_THAT(result.problem, HasSubstr("goes over the limit of 100000 bytes"));
}

TEST(Sender, TakesAnAnswerThatComesBeforeTheRequestIsOut) {
  ScriptedReceiver hasty([](Connection& connection) {
    connection.send("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
    connection.wait_ms(60'000);
  });
  const OutgoingResult result = sent(request_to(hasty.url(), std::string(64 << 20, 'x')));
  EXPECT_EQ(result.answer.status, 413) << result.problem;
}

TEST(Sender, FollowsNoRedirect) {
  ScriptedReceiver elsewhere(answering(plain_answer(200)));
  const auto result =
      answered_with(plain_answer(307, fmt::format("Location: {}\r\n", elsewhere.url("/there"))));
  EXPECT_EQ(result.answer.status, 307);
  EXPECT_EQ(elsewhere.connections(), 0U);
}

TEST(Sender, TriesTheNextAddressOfAHost) {
  // localhost is 127.0.0.1, then ::1.
  ScriptedReceiver receiver(answering(plain_answer(200)), "::1");
  const auto result = sent(request_to(fmt::format("http://localhost:{}/", receiver.port())));
  EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
}

TEST(Sender, SlowReceiversDontHoldUpOthers) {
  ScriptedReceiver slow([](Connection& connection) { connection.read_to_end(); });
  ScriptedReceiver quick(answering(plain_answer(200)));
  Sender sender({});
  std::vector<std::future<OutgoingResult>> waiting;
  for (int i = 0; i < 200; ++i) waiting.push_back(begin(sender, request_to(slow.url())));
  EXPECT_EQ(begin(sender, request_to(quick.url())).get().outcome, Outcome::kAnswered);
  sender.stop(std::chrono::milliseconds(0));
  for (auto& one : waiting) EXPECT_EQ(one.get().outcome, Outcome::kCancelled);
}

TEST(Sender, TakesNoMoreThanItsLimits) {
  ScriptedReceiver slow([](Connection& connection) { connection.read_to_end(); });
  SenderOptions options;
  options.in_flight_max = 2;
  Sender few(options);
  auto first = begin(few, request_to(slow.url()));
  auto second = begin(few, request_to(slow.url()));
  const OutgoingResult third = begin(few, request_to(slow.url())).get();
  EXPECT_EQ(third.outcome, Outcome::kCancelled);
  EXPECT_THAT(third.problem, HasSubstr("2 requests"));
  options = {};
  options.in_flight_bytes_max = kRequest.size();
  Sender small(options);
  auto only = begin(small, request_to(slow.url()));
  EXPECT_THAT(begin(small, request_to(slow.url())).get().problem, HasSubstr("1 requests"));
}

TEST(Sender, AStopWaitsForWhatIsAboutToBeAnswered) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.wait_ms(50);
    connection.send(plain_answer(200));
  });
  Sender sender({});
  auto result = begin(sender, request_to(receiver.url()));
  sender.stop(std::chrono::seconds(20));
  EXPECT_EQ(result.get().outcome, Outcome::kAnswered);
  const OutgoingResult late = begin(sender, request_to(receiver.url())).get();
  EXPECT_EQ(late.outcome, Outcome::kCancelled);
  EXPECT_THAT(late.problem, HasSubstr("stopped"));
}

TEST(Sender, RefusesAnAllowedHostThatIsNone) {
  SenderOptions options;
  options.allowed_hosts = {"http://x/"};
  EXPECT_THROW(Sender{options}, Failure);
}

std::string tls_url(const TlsReceiver& receiver) {
  return fmt::format("https://localhost:{}/x", receiver.port());
}

TEST(SenderTls, TakesTheUnsignedCertificateOfAReceiverOnLoopback) {
  TlsReceiver receiver({"DNS:elsewhere.example"});
  const OutgoingResult result = sent(request_to(tls_url(receiver)));
  EXPECT_EQ(result.answer.status, 200) << result.problem;
  EXPECT_EQ(receiver.server_name(), "localhost");
}

TEST(SenderTls, ChecksCertificatesWhereItShould) {
  SenderOptions options;
  options.checks_loopback_certificates = true;
  TlsReceiver receiver({});
  const OutgoingResult refused = sent(request_to(tls_url(receiver)), options);
  EXPECT_EQ(refused.outcome, Outcome::kTls);
  EXPECT_THAT(refused.problem, HasSubstr("self-signed certificate"));
  options.ca_file = receiver.certificate_file();
  EXPECT_EQ(sent(request_to(tls_url(receiver)), options).outcome, Outcome::kAnswered);
  TlsReceiver other({"DNS:elsewhere.example"});
  options.ca_file = other.certificate_file();
  EXPECT_THAT(sent(request_to(tls_url(other)), options).problem, HasSubstr("hostname mismatch"));
}

TEST(SenderTls, NamesAReceiverThatSpeaksNoTls) {
  ScriptedReceiver plain(answering(plain_answer(200)));
  const auto result = sent(request_to(fmt::format("https://localhost:{}/", plain.port()),
                                      std::string(kRequest), std::chrono::milliseconds(300)));
  EXPECT_THAT(result.problem, HasSubstr("the TLS handshake with localhost:"));
}

}  // namespace
}  // namespace hookline
