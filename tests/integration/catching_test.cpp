#include "catcher/base/process/failure.h"
#include "catcher/captures/views/capture_view.h"
#include "catcher/replies/rules/reply_rules.h"
#include "tests/support/raw_client.h"
#include "tests/support/refusal.h"
#include "tests/support/running_catcher.h"

#include <chrono>
#include <fstream>
#include <future>
#include <thread>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

std::string post(std::string_view body, std::string_view target = "/") {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

TEST(Catching, AnswersWithTheCapturesIdOnceItCanBeRead) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  for (int id = 1; id <= 3; ++id) {
    client.send(post("a=b", "/any/path"));
    const std::string answer = client.read_answer();
    EXPECT_EQ(status_of_answer(answer), 200);
    EXPECT_EQ(body_of_answer(answer), "caught " + std::to_string(id) + "\n");
    EXPECT_NE(answer.find("Content-Type: text/plain"), std::string::npos);
    EXPECT_EQ(catcher.last_capture().id, id);
  }
}

TEST(Catching, KeepsExactlyTheBytesThatWereSent) {
  RunningCatcher catcher;
  const std::string chunked = "2;x=y\r\nab\r\n0\r\nT: t\r\n\r\n";
  const std::vector<std::string> requests = {
      post("a=b"),
      "GET /a%2Fb%20c?x=%00 HTTP/1.1\r\nhOST: h\r\nx-1:  spaced  \r\nX-1: 2\r\nx-1: "
      "t%3D1%0d%0a\r\n\r\n",
      "BREW /pot HTTP/1.1\r\nA: one\r\n\ttwo\r\n\r\n",
      "DELETE / HTTP/1.0\r\nContent-Length: 4\r\n\r\n" + std::string("\0\xff\xfe\n", 4),
      "POST /c HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + chunked,
      "GET http://elsewhere.example/x HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
      "GET /" + std::string(20'000, 'x') + " HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nBig: " + std::string(100'000, 'y') + "\r\n\r\n",
      "TRACE / HTTP/1.1\r\nREMOTE_ADDR: mine\r\n\r\n",
  };
  for (const std::string& request : requests) {
    RawClient client(catcher->catching_url());
    client.send(request);
    EXPECT_EQ(status_of_answer(client.read_answer()), 200) << request.substr(0, 100);
    EXPECT_EQ(catcher.last_capture().raw, request);
    const auto id = std::to_string(catcher.last_capture().id);
    EXPECT_EQ(catcher.get_text("/api/captures/" + id + "/raw"), request);
  }
}

TEST(Catching, AnswersPipelinedRequestsInOrder) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send(post("n=1") + post("n=2") + post("n=3"));
  for (int id = 1; id <= 3; ++id) {
    EXPECT_EQ(body_of_answer(client.read_answer()), "caught " + std::to_string(id) + "\n");
    EXPECT_EQ(body_of(*catcher->store().find(id)), "n=" + std::to_string(id));
  }
}

TEST(Catching, GivesAHeadRequestNoBody) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send("HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n");
  const std::string answer = client.read_to_end();
  EXPECT_EQ(status_of_answer(answer), 200);
  EXPECT_TRUE(answer.ends_with("\r\n\r\n")) << answer;
}

TEST(Catching, SaysContinueToASenderThatWaitsForIt) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_TRUE(client.read_until("\r\n\r\n").starts_with("HTTP/1.1 100 "));
  client.send("a=b");
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
}

TEST(Catching, TakesABodyOf20Mebibytes) {
  RunningCatcher catcher;
  std::string body(20u << 20, '\0');
  for (std::size_t i = 0; i < body.size(); ++i) body[i] = static_cast<char>(i * 7);
  RawClient client(catcher->catching_url());
  client.send(post(body));
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
  EXPECT_EQ(body_of(catcher.last_capture()), body);
}

TEST(Catching, CatchesWhatItRefuses) {
  RunningCatcher catcher;
  const std::vector<std::pair<std::string, int>> refused = {
      {"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"hello\r\n\r\n", 400},
      {std::string("\x16\x03\x01\x00\x05hello", 10), 400},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400},
  };
  for (const auto& [bytes, status] : refused) {
    RawClient client(catcher->catching_url());
    client.send(bytes);
    EXPECT_EQ(status_of_answer(client.read_to_end()), status) << bytes;
    const Capture capture = catcher.last_capture();
    EXPECT_EQ(capture.raw, bytes);
    EXPECT_FALSE(capture.complete);
    EXPECT_FALSE(capture.refusal.empty());
    EXPECT_EQ(capture.reply.status, status);
  }
}

TEST(Catching, CutsABodyOverTheLimitAndSaysHowLargeItWas) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.body_bytes_max = 1000;
  RunningCatcher catcher(options);
  RawClient client(catcher->catching_url());
  client.send("POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\n" + std::string(5000, 'x'));
  EXPECT_EQ(status_of_answer(client.read_to_end()), 413);
  const Capture capture = catcher.last_capture();
  EXPECT_TRUE(capture.truncated);
  EXPECT_EQ(capture.body_bytes, 5000u);
  EXPECT_LE(capture.raw.size(), capture.head_bytes + 1000);
}

TEST(Catching, KeepsARequestThatWasCutOff) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send("POST /cut HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc");
  client.finish_sending();
  client.read_to_end();
  const Capture capture = catcher.last_capture();
  EXPECT_FALSE(capture.complete);
  EXPECT_EQ(capture.target, "/cut");
  EXPECT_EQ(capture.body_bytes, 10u);
  EXPECT_EQ(body_of(capture), "abc");
}

TEST(Catching, AnswersASenderThatOnlyClosedItsSendingSide) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send(post("a=b"));
  client.finish_sending();
  EXPECT_EQ(status_of_answer(client.read_to_end()), 200);
}

TEST(Catching, NamesTheChannelOfTheHost) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.domain = "hooks.example";
  RunningCatcher catcher(options);
  const std::vector<std::pair<std::string, std::string>> hosts = {
      {"Shop.localhost:8080", "shop"}, {"a.b.localhost", "a.b"}, {"localhost", ""},
      {"x.hooks.example", "x"},        {"127.0.0.1", ""},        {"nothooks.example", ""}};
  for (const auto& [host, channel] : hosts) {
    RawClient client(catcher->catching_url());
    client.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    client.read_answer();
    EXPECT_EQ(catcher.last_capture().channel, channel) << host;
  }
}

TEST(Catching, CatchesOverIpv6) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.listen.host = "::1";
  RunningCatcher catcher(options);
  RawClient client(catcher->catching_url());
  client.send(post("a=b"));
  client.read_answer();
  EXPECT_EQ(catcher.last_capture().client_ip, "::1");
}

TEST(Catching, GoesOnWhileSlowSendersDrip) {
  RunningCatcher catcher;
  std::vector<std::unique_ptr<RawClient>> slow;
  for (int i = 0; i < 50; ++i) {
    slow.push_back(std::make_unique<RawClient>(catcher->catching_url()));
    slow.back()->send(i % 2 == 0 ? "POST / HT" : "POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nabc");
  }
  RawClient client(catcher->catching_url());
  for (int i = 0; i < 20; ++i) {
    client.send(post("a=b"));
    EXPECT_EQ(status_of_answer(client.read_answer()), 200);
  }
  for (int i = 0; i < 50; ++i) {
    slow[i]->send(i % 2 == 0 ? "TP/1.1\r\n\r\n" : "defghi");
    EXPECT_EQ(status_of_answer(slow[i]->read_answer()), 200);
  }
}

TEST(Catching, AnswersTwoHundredKeepAlivePostsOfOneSenderWithoutAStall) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  for (int i = 0; i < 200; ++i) {
    client.send(post("a=" + std::to_string(i)));
    ASSERT_EQ(status_of_answer(client.read_answer()), 200);
  }
  EXPECT_EQ(catcher->store().counts().total, 200u);
}

TEST(Catching, GivesIdsWithoutHolesToManySendersAtOnce) {
  RunningCatcher catcher;
  std::vector<std::thread> senders;
  for (int sender = 0; sender < 8; ++sender) {
    senders.emplace_back([&] {
      RawClient client(catcher->catching_url());
      for (int i = 0; i < 100; ++i) {
        client.send(post("a=b"));
        client.read_answer();
      }
    });
  }
  for (std::thread& sender : senders) sender.join();
  CaptureQuery all;
  all.limit = 1000;
  const Captures captures = catcher->store().list(all);
  ASSERT_EQ(captures.size(), 800u);
  for (std::size_t i = 0; i < captures.size(); ++i)
    EXPECT_EQ(captures[i].id, static_cast<std::int64_t>(i + 1));
}

TEST(Catching, StoresBeforeAFaultToo) {
  RunningCatcher catcher;
  using Check = void (*)(const std::string& answer);
  const Check is_nothing = [](const std::string& answer) { EXPECT_EQ(answer, ""); };
  const Check is_a_part = [](const std::string& answer) {
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 201"));
    EXPECT_TRUE(answer.ends_with("\r\n\r\n01234")) << answer;
  };
  const Check is_whole = [](const std::string& answer) {
    EXPECT_TRUE(answer.ends_with("0123456789")) << answer;
  };
  const std::vector<std::pair<const char*, Check>> faults = {
      {"close", is_nothing}, {"reset", is_nothing}, {"half", is_a_part}, {"drip", is_whole}};
  for (const auto& [fault, check] : faults) {
    catcher->replies().set(parse_reply_rules(
        std::string(R"([{"match":{},"reply":{"status":201,"body":"0123456789","fault":")") + fault +
        "\"}}]"));
    RawClient client(catcher->catching_url());
    client.send("POST / HTTP/1.1\r\nConnection: close\r\nContent-Length: 3\r\n\r\na=b");
    std::string answer;
    try {
      answer = client.read_to_end();
    } catch (const std::runtime_error&) {
      ADD_FAILURE() << fault << " left the sender waiting";
    }
    EXPECT_EQ(catcher.last_capture().reply.fault, fault);
    check(answer);
  }
}

TEST(Catching, AnswersByRuleWithStatusHeadersAndDelay) {
  RunningCatcher catcher;
  catcher->replies().set(parse_reply_rules(
      R"([{"match":{"path":"/gone"},"reply":{"status":410,"headers":{"X-Why":"moved","Content-Type":"text/html"},
          "body":"<b>no</b>","delay":"30ms"}}])"));
  RawClient client(catcher->catching_url());
  const auto start = std::chrono::steady_clock::now();
  client.send(post("a=b", "/gone"));
  const std::string answer = client.read_answer();
  EXPECT_GE(std::chrono::steady_clock::now() - start, std::chrono::milliseconds(30));
  EXPECT_EQ(status_of_answer(answer), 410);
  EXPECT_NE(answer.find("X-Why: moved\r\n"), std::string::npos);
  EXPECT_NE(answer.find("Content-Type: text/html\r\n"), std::string::npos);
  EXPECT_EQ(body_of_answer(answer), "<b>no</b>");
  client.send(post("a=b", "/other"));
  EXPECT_EQ(status_of_answer(client.read_answer()), 200);
}

TEST(Catching, RefusesAPortInUse) {
  RunningCatcher first;
  CatcherOptions options = RunningCatcher::free_ports();
  options.listen = parse_listen_address(first->catching_url().substr(7));
  const std::string refusal =
      test::refusal(ExitCode::kCannotRun, [&] { RunningCatcher second(options); });
  EXPECT_NE(refusal.find("in use"), std::string::npos);
  EXPECT_NE(refusal.find("--listen"), std::string::npos);
}

TEST(Catching, LogsALinePerRequestThatATerminalCanShow) {
  RunningCatcher catcher;
  RawClient client(catcher->catching_url());
  client.send(post("a=b", "/x\xc2\x9b"));
  client.read_answer();
  const std::string log = catcher.end();
  EXPECT_NE(log.find(" #1 POST /x\\u009b 3 B -> 200"), std::string::npos) << log;
}

}  // namespace
}  // namespace hookline::test
