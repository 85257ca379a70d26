#include "catcher/base/net/connections/kept_connections.h"

#include "catcher/base/net/sender.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/tls_receiver.h"

#include <atomic>
#include <chrono>
#include <future>
#include <string>
#include <vector>

#include <fcntl.h>
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookline {
namespace {

using testing::HasSubstr;
using Connection = ScriptedReceiver::Connection;

constexpr std::chrono::milliseconds kLong = std::chrono::minutes(10);
/// How often is tried what happens at the latest a moment later.
constexpr int kTries = 20'000;

OutgoingRequest post_to(const std::string& url, std::string_view path = "/x") {
  return {.to = Url::parse(url),
          .bytes = fmt::format("POST {} HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b", path),
          .timeout = std::chrono::seconds(20),
          .sharing = {.takes = true, .leaves = true}};
}

OutgoingRequest head_of(const std::string& url, std::string_view path) {
  OutgoingRequest request = post_to(url);
  request.bytes = fmt::format("HEAD {} HTTP/1.1\r\nHost: h\r\n\r\n", path);
  request.answer_body = AnswerReader::Body::kNone;
  request.sharing.may_repeat = true;
  return request;
}

/// Trusts a receiver soon, and then keeps its connections for as long as a test lasts.
SenderOptions soon_trusting() {
  SenderOptions options;
  options.kept.trial = std::chrono::milliseconds(1);
  options.kept.idle_max = kLong;
  options.kept.age_max = kLong;
  return options;
}

/// Sends until a request has gone over a connection that another left. False where none does.
template <class Receiver>
bool becomes_trusted(Sender& sender, const std::string& url, const Receiver& receiver) {
  for (int i = 0; i < kTries; ++i) {
    const auto before = receiver.connections();
    if (send_and_wait(sender, post_to(url)).outcome != Outcome::kAnswered) return false;
    if (receiver.connections() == before) return true;
  }
  return false;
}

/// How many connections it takes to have so many requests answered, one after another.
std::size_t connections_for(int requests, Sender& sender, const ScriptedReceiver& receiver) {
  const auto before = receiver.connections();
  for (int i = 0; i < requests; ++i) {
    const OutgoingResult result = send_and_wait(sender, post_to(receiver.url()));
    EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
  }
  return receiver.connections() - before;
}

std::size_t times_received(const ScriptedReceiver& receiver, std::string_view path) {
  std::size_t count = 0;
  for (const std::string& request : receiver.requests()) {
    if (request.find(path) != std::string::npos) ++count;
  }
  return count;
}

TEST(KeptConnections, CarryFurtherRequestsOnceOneHasStayedOpen) {
  ScriptedReceiver receiver(answering(answer_with(200, "ok")));
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  EXPECT_EQ(connections_for(20, sender, receiver), 0U);
}

TEST(KeptConnections, AreForRequestsThatSayTheyShareThem) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  OutgoingRequest alone = post_to(receiver.url());
  alone.sharing = {};
  const auto before = receiver.connections();
  EXPECT_EQ(send_and_wait(sender, alone).outcome, Outcome::kAnswered);
  EXPECT_EQ(receiver.connections(), before + 1);
}

TEST(KeptConnections, AreNotLeftByRequestsThatSayTheyDont) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  OutgoingRequest last = post_to(receiver.url());
  last.sharing.leaves = false;
  for (int i = 0; i < 5; ++i) send_and_wait(sender, last);  // use up those that are there
  const auto before = receiver.connections();
  for (int i = 0; i < 5; ++i) send_and_wait(sender, last);
  EXPECT_EQ(receiver.connections(), before + 5);
}

TEST(KeptConnections, AreNeverUsedToAServerThatClosesBehindEachAnswer) {
  ScriptedReceiver receiver([](Connection& connection) {
    connection.read_request();
    connection.send(answer_with(200, "ok"));
  });
  SenderOptions options;
  options.kept.trial = std::chrono::seconds(1);
  Sender sender(options);
  EXPECT_EQ(connections_for(50, sender, receiver), 50U);
}

TEST(KeptConnections, AreLeftOnlyBehindAnAnswerThatEndsSurely) {
  for (const std::string& answer : {
           std::string("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"),
           std::string("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok"),
           std::string("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"),
           std::string("HTTP/1.1 204 None\r\nContent-Length: 2\r\n\r\n"),
       }) {
    ScriptedReceiver receiver(answering(answer));
    SenderOptions options = soon_trusting();
    Sender sender(options);
    EXPECT_EQ(connections_for(30, sender, receiver), 30U) << answer;
  }
}

TEST(KeptConnections, AreLeftBehindEveryAnswerThatDoes) {
  for (const std::string& answer : {
           std::string("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n"),
           std::string("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n"),
           std::string(
               "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 201 Made\r\nContent-Length: 0\r\n\r\n"),
           std::string("HTTP/1.1 204 None\r\n\r\n"),
       }) {
    ScriptedReceiver receiver(answering(answer));
    Sender sender(soon_trusting());
    EXPECT_TRUE(becomes_trusted(sender, receiver.url(), receiver)) << answer;
  }
}

TEST(KeptConnections, ThatAreClosedWhileIdleAreReplaced) {
  std::promise<void> closed;
  ScriptedReceiver receiver([&](Connection& connection) {
    for (std::string request; !(request = connection.read_request()).empty();) {
      connection.send(answer_with(200, "ok"));
      if (request.find("/last") == std::string::npos) continue;
      connection.close();
      closed.set_value();
      return;
    }
  });
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  send_and_wait(sender, post_to(receiver.url(), "/last"));
  closed.get_future().wait();
  EXPECT_EQ(connections_for(2, sender, receiver), 2U);  // and the receiver is on trial again
}

TEST(KeptConnections, BringNoForeignAnswerFromBytesThatComeUnasked) {
  std::promise<void> said_more;
  ScriptedReceiver receiver([&](Connection& connection) {
    for (std::string request; !(request = connection.read_request()).empty();) {
      connection.send(answer_with(200, "mine"));
      if (request.find("/more") == std::string::npos) continue;
      connection.send(answer_with(200, "surplus"));
      said_more.set_value();
    }
  });
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  send_and_wait(sender, post_to(receiver.url(), "/more"));
  said_more.get_future().wait();
  EXPECT_EQ(send_and_wait(sender, post_to(receiver.url())).answer.body, "mine");
}

enum class Ending { kClose, kReset, kCloseInTheMiddle };

/// Answers requests, but ends the first connection that one for "/end" comes over: once it has
/// that, or, in the middle, its first bytes.
ScriptedReceiver::Script ending_once(Ending ending, std::atomic<bool>& has_ended) {
  return [ending, &has_ended](Connection& connection) {
    while (true) {
      std::string start(9, ' ');
      const auto count =
          ::recv(connection.socket(), start.data(), start.size(), MSG_PEEK | MSG_WAITALL);
      if (count < static_cast<ssize_t>(start.size())) return;
      if (start.ends_with("/end") && !has_ended.exchange(true)) {
        if (ending == Ending::kCloseInTheMiddle) return;  // with bytes unread
        connection.read_request();
        return ending == Ending::kReset ? connection.reset() : connection.close();
      }
      connection.read_request();
      if (!connection.send(answer_with(200, "ok"))) return;
    }
  };
}

/// The method of a request to "/end" has four letters, so that it shows in the first nine bytes.
TEST(KeptConnections, ThatEndUnderARequestFailItWhereItMayHaveBeenActedOn) {
  for (const Ending ending : {Ending::kClose, Ending::kReset, Ending::kCloseInTheMiddle}) {
    std::atomic<bool> has_ended{false};
    ScriptedReceiver receiver(ending_once(ending, has_ended));
    Sender sender(soon_trusting());
    ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
    const OutgoingResult result = send_and_wait(sender, post_to(receiver.url(), "/end"));
    EXPECT_EQ(result.outcome, ending == Ending::kClose ? Outcome::kClosed : Outcome::kReset);
    EXPECT_THAT(result.problem, HasSubstr("without an answer"));
    EXPECT_EQ(times_received(receiver, "/end"), ending == Ending::kCloseInTheMiddle ? 0U : 1U);
  }
}

TEST(KeptConnections, ThatEndUnderARequestThatMayBeRepeatedHaveItSentAgain) {
  for (const Ending ending : {Ending::kClose, Ending::kReset, Ending::kCloseInTheMiddle}) {
    std::atomic<bool> has_ended{false};
    ScriptedReceiver receiver(ending_once(ending, has_ended));
    Sender sender(soon_trusting());
    ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
    const OutgoingResult result = send_and_wait(sender, head_of(receiver.url(), "/end"));
    EXPECT_EQ(result.outcome, Outcome::kAnswered) << result.problem;
    EXPECT_EQ(times_received(receiver, "/end"), ending == Ending::kCloseInTheMiddle ? 1U : 2U);
  }
}

TEST(KeptConnections, AreNotLeftByAnAppThatSwitchesProtocols) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (std::string request; !(request = connection.read_request()).empty();) {
      const bool is_switched = request.find("/switch") != std::string::npos;
      connection.send(is_switched ? "HTTP/1.1 101 Now\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"
                                  : answer_with(200, "ok"));
    }
  });
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(send_and_wait(sender, post_to(receiver.url(), "/switch")).outcome,
              Outcome::kInvalidAnswer);
  }
  EXPECT_EQ(send_and_wait(sender, post_to(receiver.url())).answer.body, "ok");
}

TEST(KeptConnections, AreLeftOnceTheWholeRequestIsOut) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (std::string request; !(request = connection.read_request()).empty();) {
      connection.send(answer_with(200, "ok"));
    }
  });
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  ScriptedReceiver early([](Connection& connection) {
    connection.send(answer_with(413, ""));
    connection.wait_ms(1 << 30);
  });
  OutgoingRequest large = post_to(early.url());
  large.bytes = "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 50000000\r\n\r\n" +
                std::string(50'000'000, 'x');
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(send_and_wait(sender, large).answer.status, 413);
  }
  EXPECT_EQ(early.connections(), 3U);
}

TEST(KeptConnections, EndWithAReceiverThatTakesABodyForTheNextRequest) {
  ScriptedReceiver receiver([](Connection& connection) {
    for (std::string request; !(request = connection.read_request()).empty();) {
      const bool is_misread = request.find("/misread") != std::string::npos;
      connection.send(is_misread ? plain_answer(501, "Connection: close\r\n")
                                 : answer_with(200, "ok"));
      if (is_misread) return;
    }
  });
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  EXPECT_EQ(send_and_wait(sender, post_to(receiver.url(), "/misread")).answer.status, 501);
  EXPECT_EQ(connections_for(30, sender, receiver), 30U);
}

TEST(KeptConnections, AreClosedWhenTheyHaveBeenIdle) {
  std::promise<void> ended;
  ScriptedReceiver receiver([&](Connection& connection) {
    while (!connection.read_request().empty()) connection.send(plain_answer(200));
    if (connection.number() == 0) ended.set_value();
  });
  SenderOptions options;
  options.kept.idle_max = std::chrono::milliseconds(10);
  Sender sender(options);
  send_and_wait(sender, post_to(receiver.url()));
  EXPECT_EQ(ended.get_future().wait_for(std::chrono::seconds(20)), std::future_status::ready);
}

TEST(KeptConnections, AreNoMoreThanAllowed) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  SenderOptions options = soon_trusting();
  options.kept.connections_max = 0;
  Sender sender(options);
  EXPECT_EQ(connections_for(30, sender, receiver), 30U);
}

/// Lets this process open no further file, for as long as it lives.
class NoMoreFiles {
 public:
  NoMoreFiles() {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(lowest_free);
    const rlimit limit{static_cast<rlim_t>(lowest_free), before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &limit);
  }
  ~NoMoreFiles() { ::setrlimit(RLIMIT_NOFILE, &before_); }
  NoMoreFiles(const NoMoreFiles&) = delete;
  NoMoreFiles& operator=(const NoMoreFiles&) = delete;

 private:
  rlimit before_{};
};

TEST(KeptConnections, MakeRoomWhereNoFurtherFileMayBeOpened) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  ScriptedReceiver other(answering(plain_answer(204)));
  Sender sender(soon_trusting());
  ASSERT_TRUE(becomes_trusted(sender, receiver.url(), receiver));
  const NoMoreFiles limit;
  const OutgoingResult result = send_and_wait(sender, post_to(other.url()));
  EXPECT_EQ(result.answer.status, 204) << result.problem;
}

TEST(KeptConnections, AreNotUsedBeyondTheirAge) {
  ScriptedReceiver receiver(answering(plain_answer(200)));
  SenderOptions options = soon_trusting();
  options.kept.age_max = std::chrono::milliseconds(0);
  Sender sender(options);
  EXPECT_EQ(connections_for(30, sender, receiver), 30U);
}

TEST(KeptConnections, CarryTlsToo) {
  TlsReceiver receiver({});
  Sender sender(soon_trusting());
  const auto url = fmt::format("https://127.0.0.1:{}/", receiver.port());
  ASSERT_TRUE(becomes_trusted(sender, url, receiver));
  const auto before = receiver.connections();
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(send_and_wait(sender, post_to(url)).outcome, Outcome::kAnswered);
  }
  EXPECT_EQ(receiver.connections(), before);
}

TEST(KeptConnections, OverTlsThatAreClosedWithoutAGoodbyeAreReplaced) {
  TlsReceiver receiver({.requests_max = 1});
  SenderOptions options;
  options.kept.trial = std::chrono::seconds(1);
  Sender sender(options);
  const auto url = fmt::format("https://127.0.0.1:{}/", receiver.port());
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(send_and_wait(sender, post_to(url)).outcome, Outcome::kAnswered);
  }
  EXPECT_EQ(receiver.connections(), 10U);
}

}  // namespace
}  // namespace hookline
