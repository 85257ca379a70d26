#include "tests/support/raw_client.h"
#include "tests/support/running_catcher.h"

#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace hookline::test {
namespace {

using testing::HasSubstr;
using testing::Not;

/// A catcher's page, called with heads of the test's own.
class GuardedPage : public testing::Test {
 protected:
  void start(CatcherOptions options) {
    catcher_.emplace(options);
    const std::string url = (*catcher_)->watching_url();
    url_ = url.substr(0, url.find("/?"));
  }
  void start() { start(RunningCatcher::free_ports()); }
  void start_with_token(const std::string& token) {
    CatcherOptions options = RunningCatcher::free_ports();
    options.token = token;
    start(options);
  }

  std::string answer(const std::string& request_line, const std::string& headers) {
    RawClient viewer(url_);
    viewer.send(request_line + " HTTP/1.1\r\nConnection: close\r\n" + headers + "\r\n");
    return viewer.read_to_end();
  }
  int status(const std::string& request_line, const std::string& headers = "Host: localhost\r\n") {
    return status_of_answer(answer(request_line, headers));
  }

  std::optional<RunningCatcher> catcher_;
  std::string url_;
};

/// What a page elsewhere can make a browser send.
const std::vector<std::string>& foreign_headers() {
  static const std::vector<std::string> kHeaders = {
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: empty\r\n",
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: image\r\n",
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
      "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: object\r\n",
      "Sec-Fetch-Site: cross-site\r\nSec-Purpose: prefetch\r\n",
      "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors\r\n",
      "sec-fetch-site: CROSS-SITE\r\n",
      "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Site: cross-site\r\n",
      "Sec-Fetch-Site: same-origin, cross-site\r\n",
      "Sec-Fetch-Site:\r\n",
      "Origin: http://evil.example\r\n",
      "Origin: null\r\n",
      "Origin: http://localhost:2\r\n",
      "Origin: http://localhost.evil.example\r\n",
      "Upgrade: websocket\r\nConnection: Upgrade\r\nOrigin: http://evil.example\r\n",
  };
  return kHeaders;
}

TEST_F(GuardedPage, RefusesEveryCallOfAnotherSiteBeforeAnyWork) {
  start();
  (*catcher_)->store().append(Captures(1));
  const std::vector<std::string> calls = {"GET /api/wait?timeout=1440m&text=nothing",
                                          "HEAD /api/wait?timeout=1440m&text=nothing",
                                          "GET /api/stream",
                                          "GET /api/captures",
                                          "GET /api/captures/1",
                                          "HEAD /api/captures/1/raw",
                                          "GET /api/captures/1/body",
                                          "GET /api/count?text=x",
                                          "GET /api/timeline",
                                          "GET /api/export?format=har",
                                          "GET /api/replies",
                                          "PUT /api/replies",
                                          "GET /api/signing",
                                          "POST /api/sample",
                                          "POST /api/captures/1/replay",
                                          "DELETE /api/captures",
                                          "DELETE /api/captures/1",
                                          "OPTIONS /api/captures",
                                          "PATCH /api/captures",
                                          "GET /api/health",
                                          "GET /api/openapi.json",
                                          "GET /metrics",
                                          "GET /nothing",
                                          "GET /app.js",
                                          "GET /icon.svg"};
  for (const std::string& call : calls) {
    for (const std::string& headers : foreign_headers()) {
      const std::string given = answer(call, "Host: localhost:1\r\n" + headers);
      ASSERT_EQ(status_of_answer(given), 403) << call << "\n" << headers;
      if (call.starts_with("HEAD")) {
        EXPECT_EQ(body_of_answer(given), "") << call;
      }
    }
  }
  EXPECT_EQ((*catcher_)->store().counts().total, 1u);
}

TEST_F(GuardedPage, IsOpenedByALinkOfAnotherSiteAndNothingElseIs) {
  start();
  const std::string link =
      "Host: localhost\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n"
      "Sec-Fetch-Dest: document\r\nSec-Fetch-User: ?1\r\n";
  EXPECT_EQ(status("GET /", link), 200);
  EXPECT_EQ(status("GET /?token=x", link), 200);
  EXPECT_EQ(status("POST /", link), 403);
  EXPECT_EQ(status("GET /api/captures", link), 403);
  EXPECT_EQ(status("GET /api/wait?timeout=1440m", link), 403);
  EXPECT_EQ(status("GET /app.js", link), 403);
  EXPECT_THAT(answer("GET /api/captures", link), HasSubstr("address bar"));
}

TEST_F(GuardedPage, AnswersItsOwnPageTheAddressBarAndPrograms) {
  start();
  for (const char* headers :
       {"", "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\n",
        "Sec-Fetch-Site: none\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n",
        "Sec-Fetch-Mode: cors\r\n", "Origin: http://localhost:1\r\n",
        "Origin: https://LOCALHOST:1\r\n"}) {
    EXPECT_EQ(status("GET /api/captures", std::string("Host: localhost:1\r\n") + headers), 200)
        << headers;
  }
  EXPECT_EQ(status("GET /api/captures", ""), 200);
}

TEST_F(GuardedPage, AnswersToItsOwnNamesAlone) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.page.host = "localhost";
  options.page_url = "http://catcher:8081";
  start(options);
  for (const char* host : {"127.0.0.1:1", "[::1]:1", "localhost", "LOCALHOST:1", "localhost.:1",
                           "x.localhost", "10.1.2.3:1", "catcher:8081", "Catcher.", "catcher:1"}) {
    EXPECT_EQ(status("GET /api/captures", fmt::format("Host: {}\r\n", host)), 200) << host;
  }
  for (const char* host : {"evil.example", "localhost.evil.example:1", "catcher.evil.example",
                           "xlocalhost", "127.0.0.1.evil.example"}) {
    EXPECT_EQ(status("GET /api/captures", fmt::format("Host: {}\r\n", host)), 403) << host;
    EXPECT_EQ(status("GET /", fmt::format("Host: {}\r\n", host)), 403) << host;
  }
  EXPECT_GE(status("GET /api/captures", "Host: localhost\r\nHost: evil.example\r\n"), 400);
  EXPECT_GE(status("GET /api/captures", "Host: evil.example@localhost\r\n"), 400);
}

TEST_F(GuardedPage, NamesTheOptionThatAStrangeNameOrOriginWants) {
  start();
  const std::string name = answer("GET /api/captures", "Host: catcher:8081\r\n");
  EXPECT_THAT(name, HasSubstr("--page-url http://catcher:8081"));
  const std::string proxied =
      answer("PUT /api/replies", "Host: 127.0.0.1\r\nOrigin: https://hooks.example.com\r\n");
  EXPECT_EQ(status_of_answer(proxied), 403);
  EXPECT_THAT(proxied, HasSubstr("--page-url"));
}

TEST_F(GuardedPage, WorksBehindAProxyThatItWasToldOf) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.page_url = "https://hooks.example.com";
  start(options);
  const std::string body = "Content-Length: 2\r\n";
  for (const char* host : {"hooks.example.com", "hooks.example.com:443", "127.0.0.1:1"}) {
    const std::string headers = fmt::format(
        "Host: {}\r\nOrigin: https://hooks.example.com\r\nSec-Fetch-Site: same-origin\r\n", host);
    EXPECT_EQ(status("GET /api/captures", headers), 200) << host;
    EXPECT_EQ(status("DELETE /api/replies", headers), 200) << host;
  }
  EXPECT_EQ(
      status("DELETE /api/replies", "Host: 127.0.0.1\r\nOrigin: http://hooks.example.com\r\n"),
      403);
}

TEST_F(GuardedPage, TellsBrowsersToShareNothing) {
  start();
  for (const char* call : {"GET /", "GET /api/captures", "GET /nothing", "PATCH /api/captures"}) {
    for (const char* headers : {"Host: localhost\r\n", "Host: evil.example\r\n"}) {
      const std::string given = answer(call, headers);
      EXPECT_THAT(given, HasSubstr("\r\nCross-Origin-Resource-Policy: same-origin\r\n")) << call;
      EXPECT_THAT(given, HasSubstr("\r\nCross-Origin-Opener-Policy: same-origin\r\n")) << call;
      EXPECT_THAT(given, HasSubstr("frame-ancestors 'none'")) << call;
      EXPECT_THAT(given, Not(HasSubstr("Access-Control-"))) << call;
    }
  }
}

TEST_F(GuardedPage, WantsTheTokenForAllThatWasCaught) {
  start_with_token("s3cret");
  EXPECT_TRUE((*catcher_)->watching_url().ends_with("/?token=s3cret"));
  const std::string host = "Host: localhost\r\n";
  for (const char* call :
       {"GET /api/captures", "HEAD /api/captures", "GET /api/stream", "GET /metrics",
        "GET /api/health", "OPTIONS /api/captures", "GET /nothing", "GET /api/captures?token=wrong",
        "GET /api/captures?token=s3cre", "GET /api/captures?token="}) {
    EXPECT_EQ(status(call), 401) << call;
  }
  for (const char* headers :
       {"Authorization: Bearer wrong\r\n", "Authorization: Basic s3cret\r\n",
        "Authorization: s3cret\r\n", "Authorization: Bearer\r\n", "Cookie: token=s3cret\r\n"}) {
    EXPECT_EQ(status("GET /api/captures", host + headers), 401) << headers;
  }
  for (const char* headers :
       {"Authorization: Bearer s3cret\r\n", "Authorization: bearer s3cret\r\n",
        "authorization: BEARER   s3cret\r\n", "Authorization: Bearer s3cre%74\r\n"}) {
    EXPECT_EQ(status("GET /api/captures", host + headers), 200) << headers;
  }
  EXPECT_EQ(status("GET /api/captures?limit=1&token=s3cret"), 200);
}

TEST_F(GuardedPage, TakesTheRightTokenUnderAnyName) {
  start_with_token("s3cret");
  const std::string token = "Authorization: Bearer s3cret\r\n";
  for (const char* host : {"catcher:8081", "hooks.example.com", "host.docker.internal"}) {
    EXPECT_EQ(status("GET /api/captures", fmt::format("Host: {}\r\n", host) + token), 200) << host;
    EXPECT_EQ(status("DELETE /api/replies",
                     fmt::format("Host: {0}\r\nOrigin: http://{0}\r\n", host) + token),
              200)
        << host;
    EXPECT_EQ(status("GET /", fmt::format("Host: {}\r\n", host)), 200) << host;
    EXPECT_EQ(status("GET /api/captures", fmt::format("Host: {}\r\n", host)), 401) << host;
  }
}

TEST_F(GuardedPage, TakesTheRightTokenThroughAProxyThatRenamesTheHost) {
  const std::string proxied =
      "Host: 127.0.0.1:1\r\nSec-Fetch-Site: same-origin\r\nOrigin: https://hooks.example.com\r\n";
  start_with_token("s3cret");
  EXPECT_EQ(status("DELETE /api/replies", proxied + "Authorization: Bearer s3cret\r\n"), 200);
  EXPECT_EQ(status("DELETE /api/replies", proxied + "Authorization: Bearer other\r\n"), 403);
  start();
  EXPECT_EQ(status("DELETE /api/replies", proxied), 403);
}

TEST_F(GuardedPage, RefusesAnotherSiteAlsoWithTheToken) {
  start_with_token("s3cret");
  for (const std::string& headers : foreign_headers()) {
    EXPECT_EQ(status("GET /api/wait?token=s3cret&timeout=1440m",
                     "Host: localhost:1\r\nAuthorization: Bearer s3cret\r\n" + headers),
              403)
        << headers;
  }
}

TEST_F(GuardedPage, SetsNoCookieThatNeighboursOnTheHostWouldGet) {
  start_with_token("s3cret");
  EXPECT_THAT(answer("GET /?token=s3cret", "Host: localhost\r\n"), Not(HasSubstr("Set-Cookie")));
}

TEST_F(GuardedPage, TakesATokenOfAnyCharacters) {
  for (const std::string token :
       {"a/b+c=d", "a&b#c%d~e", "100%", "%41", "a b", " a ", "sch\xc3\xbcssel", "\"'<>\\^`{|}",
        "a+b", "a%2Bb", "a;b,c", "?token=x", "\x01\x7f"}) {
    start_with_token(token);
    const std::string url = (*catcher_)->watching_url();
    const std::string printed = url.substr(url.find("/?") + 2);
    EXPECT_EQ(printed.find_first_of(" \"<>#&+/\\^`{|}\x01\x7f\xc3"), std::string::npos) << url;
    EXPECT_EQ(status("GET /api/captures?" + printed), 200) << url;
    const std::string encoded = printed.substr(printed.find('=') + 1);
    EXPECT_EQ(status("GET /api/captures", "Authorization: Bearer " + encoded + "\r\n"), 200) << url;
    EXPECT_EQ(status("GET /api/captures?" + printed + "x"), 401) << url;
  }
  start_with_token("a/b+c=d%41");
  EXPECT_EQ(status("GET /api/captures", "Authorization: Bearer a/b+c=d%41\r\n"), 200);
  start_with_token("a+b");
  EXPECT_EQ(status("GET /api/captures?token=a+b"), 200);
}

TEST_F(GuardedPage, MakesUpATokenBeyondLoopback) {
  CatcherOptions options = RunningCatcher::free_ports();
  options.page.host = "0.0.0.0";
  start(options);
  const std::string url = (*catcher_)->watching_url();
  const auto token = url.find("/?token=");
  ASSERT_NE(token, std::string::npos);
  EXPECT_EQ(url.size() - token, 8u + 32u);
  EXPECT_EQ(status("GET /api/captures"), 401);
}

TEST_F(GuardedPage, IsPrintedByTheNameThatWasAskedFor) {
  for (const char* name : {"localhost", "hooks.localhost"}) {
    CatcherOptions options = RunningCatcher::free_ports();
    options.page.host = name;
    start(options);
    EXPECT_THAT(url_, testing::StartsWith(fmt::format("http://{}:", name)));
    url_.replace(7, std::string(name).size(), "127.0.0.1");
    EXPECT_EQ(status("GET /api/captures", fmt::format("Host: {}:1\r\n", name)), 200);
  }
}

}  // namespace
}  // namespace hookline::test
