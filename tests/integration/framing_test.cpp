#include "catcher/captures/views/capture_view.h"
#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"
#include "tests/support/scripted_receiver.h"
#include "tests/support/temp_folder.h"

#include <array>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;

std::string newest(RunningCatcher& catcher) {
  return "/api/captures/" + std::to_string(catcher.last_capture().id);
}

TEST(Framing, IsRefusedOnceAndTheConnectionClosedWhereItIsFaulty) {
  RunningCatcher catcher;
  const std::string smuggled = "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const char* lines : {"Transfer-Encoding: gzip", "Transfer-Encoding: chunked, gzip",
                            "Transfer-Encoding: xchunked", "Transfer-Encoding: identity",
                            "Transfer-Encoding:", "Transfer-Encoding: \"chunked\"",
                            "Transfer-Encoding: gzip\r\nContent-Length: 4",
                            "Content-Length: 4\r\nTransfer-Encoding: chunked"}) {
    catcher->store().clear();
    RawClient client(catcher->catching_url());
    client.send("POST /hook HTTP/1.1\r\nHost: shop.localhost\r\n" + std::string(lines) +
                "\r\n\r\n" + smuggled);
    const std::string answer = client.read_to_end();
    EXPECT_EQ(status_of_answer(answer), 400) << lines;
    EXPECT_EQ(answer.find("HTTP/1.1", 8), std::string::npos) << "one answer";
    EXPECT_EQ(catcher->store().counts().total, 1u) << lines;
    const auto json = catcher.get(newest(catcher));
    EXPECT_EQ(json.at("target"), "/hook");
    EXPECT_EQ(json.at("channel"), "shop");
    EXPECT_EQ(json.at("body").at("data"), smuggled);
    EXPECT_EQ(catcher.get("/api/count?channel=shop&path=/hook&method=POST").at("count"), 1);
  }
}

TEST(Framing, IsNotForwardedWhereItIsFaulty) {
  ScriptedReceiver app([](ScriptedReceiver::Connection&) {});
  CatcherOptions options = RunningCatcher::free_ports();
  options.forward = app.url();
  RunningCatcher catcher(options);
  RawClient client(catcher->catching_url());
  client.send(
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\nGET / HTTP/1.1\r\n\r\n");
  EXPECT_EQ(status_of_answer(client.read_to_end()), 400);
  EXPECT_EQ(app.connections(), 0u);
}

TEST(Framing, IsTheSameOnTheWireAndInWhatIsShown) {
  const TempFolder folder;
  for (const std::string& store : {std::string("memory"), folder.file("c.db")}) {
    CatcherOptions options = RunningCatcher::free_ports();
    options.store = store;
    RunningCatcher catcher(options);
    for (const char* coding : {"chunked", "chunked,", "CHUNKED ,", "chunked\r\n ",
                               "gzip\r\nTransfer-Encoding: chunked"}) {
      RawClient client(catcher->catching_url());
      client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: " + std::string(coding) +
                  "\r\n\r\n3 \r\nabc\r\n2\t;x\r\nde\r\n0\r\nT: u\r\n\r\n");
      ASSERT_EQ(status_of_answer(client.read_answer()), 200) << coding;
      const Capture capture = catcher.last_capture();
      EXPECT_EQ(capture.framing, Framing::kChunked);
      EXPECT_EQ(body_of(capture), "abcde") << coding;
      EXPECT_EQ(capture.body_bytes, 5u);
      EXPECT_EQ(trailers_of(capture), (Headers{{"T", "u"}}));
    }
  }
}

TEST(Framing, OfHttp10KnowsNeitherChunksNorContinue) {
  RunningCatcher catcher;
  RawClient chunks(catcher->catching_url());
  chunks.send("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n\r\n");
  EXPECT_EQ(status_of_answer(chunks.read_to_end()), 400);
  RawClient expecting(catcher->catching_url());
  expecting.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n");
  expecting.send("a");
  EXPECT_EQ(status_of_answer(expecting.read_to_end()), 200);
  RawClient viewer(catcher->watching_url());
  viewer.send("GET /api/export HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  const std::string answer = viewer.read_to_end();
  EXPECT_EQ(status_of_answer(answer), 200);
  EXPECT_EQ(answer.substr(0, answer.find("\r\n\r\n")).find("chunked"), std::string::npos)
      << answer.substr(0, 500);
  EXPECT_TRUE(body_of_answer(answer).starts_with("{\"id\":1,")) << answer;
}

TEST(Framing, LosesNoByteAroundARequest) {
  RunningCatcher catcher;
  const std::string request = "POST /x HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\na=b";
  RawClient client(catcher->catching_url());
  client.send("\r\n" + request + "\r\n" + request + "\r\n");
  client.finish_sending();
  client.read_to_end();
  std::string all;
  for (const Capture& capture : catcher.all_captures()) all += capture.raw;
  EXPECT_EQ(all, "\r\n" + request + "\r\n" + request + "\r\n");
  EXPECT_THAT(catcher.get("/api/captures/2").at("warnings").at(0), HasSubstr("blank lines"));
  EXPECT_EQ(catcher.get("/api/captures/2").at("body").at("data"), "a=b");
  EXPECT_THAT(catcher.get("/api/captures/3").at("refusal"), HasSubstr("blank lines"));
}

TEST(Framing, OfAnotherProtocolIsNamedAndFoundByItsRequest) {
  using namespace std::string_literals;
  RunningCatcher catcher;
  const std::string request = "GET /x HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  for (const std::string& preface :
       {"PROXY TCP6 ::1 ::1 1 2\r\n"s, "\r\n\r\n\0\r\nQUIT\n\x20\x00\x00\x00"s}) {
    RawClient client(catcher->catching_url());
    client.send(preface + request);
    const std::string answer = client.read_to_end();
    EXPECT_EQ(status_of_answer(answer), 400);
    EXPECT_THAT(body_of_answer(answer), HasSubstr("PROXY protocol"));
    EXPECT_EQ(catcher.last_capture().raw, preface + request);
    const auto json = catcher.get(newest(catcher));
    EXPECT_EQ(json.at("channel"), "shop");
    EXPECT_EQ(json.at("headers"), nlohmann::json::parse(R"([["Host","shop.localhost"]])"));
  }
}

TEST(Framing, RefusesATunnelAndStaysWithHttp11WhereHttp2IsOffered) {
  RunningCatcher catcher;
  RawClient tunnel(catcher->catching_url());
  tunnel.send(
      "CONNECT shop.localhost:443 HTTP/1.1\r\nHost: shop.localhost:443\r\n\r\n\x16\x03\x01");
  EXPECT_GE(status_of_answer(tunnel.read_to_end()), 400);
  EXPECT_EQ(catcher.last_capture().method, "CONNECT");
  EXPECT_EQ(catcher.last_capture().channel, "shop");
  EXPECT_THAT(catcher.last_capture().refusal, HasSubstr("tunnel"));
  RawClient upgrade(catcher->catching_url());
  upgrade.send(
      "GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
      "HTTP2-Settings: AAMAAABk\r\n\r\n");
  EXPECT_EQ(status_of_answer(upgrade.read_answer()), 200);
  EXPECT_THAT(catcher.get("/api/captures/2").at("warnings").at(0), HasSubstr("HTTP/2"));
}

TEST(Hosts, NameTheChannelHoweverTheyAreWritten) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.domain = "hooks.example.";
  RunningCatcher catcher(options);
  for (const auto& [target, host, channel] : std::vector<std::array<std::string, 3>>{
           {"/", "shop.localhost.:80", "shop"},
           {"/", "shop.hooks.example.", "shop"},
           {"http://shop.localhost/", "other.localhost", "shop"},
           {"https://shop.localhost:443/", "other.localhost", "shop"},
           {"http://elsewhere.example/", "shop.localhost", ""},
           {"/", "shop.localhost, other.localhost", ""},
           {"/", "http://shop.localhost", ""},
           {"/", "a b.localhost", ""},
           {"/", "x,y.localhost", ""}}) {
    RawClient client(catcher->catching_url());
    client.send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
    client.read_answer();
    EXPECT_EQ(catcher.last_capture().channel, channel) << target << ' ' << host;
    const bool is_odd = catcher.get(newest(catcher)).contains("warnings");
    EXPECT_EQ(is_odd, target != "/" || channel.empty()) << target << ' ' << host;
  }
}

TEST(Hosts, ThatAreMissingOrSeveralAreSaid) {
  RunningCatcher catcher;
  for (const char* lines : {"", "Host: a.localhost\r\nHost: b.localhost\r\n"}) {
    RawClient client(catcher->catching_url());
    client.send("GET / HTTP/1.1\r\n" + std::string(lines) + "\r\n");
    client.read_answer();
    EXPECT_EQ(catcher.last_capture().channel, "");
    EXPECT_THAT(catcher.get(newest(catcher)).at("warnings").at(0), HasSubstr("Host"));
  }
}

}  // namespace
}  // namespace hookline::test
