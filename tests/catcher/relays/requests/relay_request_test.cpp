#include "catcher/relays/requests/relay_request.h"

#include "catcher/captures/capture.h"
#include "tests/support/made_capture.h"

#include <string>
#include <string_view>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace hookline {
namespace {

using namespace std::string_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::string relayed(std::string_view raw, const RelayEdits& edits = {},
                    RelayHost host = RelayHost::kOfUrl) {
  const Capture capture = capture_of(raw);
  return relay_bytes(capture, Url::parse("http://localhost:3000"),
                     edits.target.value_or(capture.target), edits, host);
}

TEST(RelayBytes, AreTheBytesThatCameButForTheHost) {
  EXPECT_EQ(
      relayed("pOsT /a%2fb?x=%00&x HTTP/1.1\r\nX-1:  spaced \r\nhOST: caught:8080\r\nx-1:2\r\n"
              "Content-Type: a/b\r\nX-1:\tone\r\n  two\r\ncontent-LENGTH: 3\r\n\r\na\xff="),
      "pOsT /a%2fb?x=%00&x HTTP/1.1\r\nX-1:  spaced \r\nhOST: localhost:3000\r\nx-1:2\r\n"
      "Content-Type: a/b\r\nX-1:\tone\r\n  two\r\ncontent-LENGTH: 3\r\n\r\na\xff=");
}

TEST(RelayBytes, KeepTheChunksAndTrailersAsTheyCame) {
  const std::string rest =
      "Transfer-Encoding: chunked\r\nTrailer: T\r\n\r\n2;x=y\r\nab\r\n0\r\nT: t\r\n\r\n";
  EXPECT_EQ(relayed("POST / HTTP/1.1\r\nHost: h\r\n" + rest),
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\n" + rest);
}

TEST(RelayBytes, LeaveOutWhatSpeaksOfTheOtherConnection) {
  EXPECT_EQ(
      relayed("GET / HTTP/1.1\r\nConnection: Upgrade, close\r\nHost: h\r\nUpgrade: h2c\r\nTE: "
              "trailers\r\nkeep-alive: timeout=5\r\nProxy-Connection: close\r\nExpect: "
              "100-continue\r\nAuthorization: secret\r\nCookie: a=b\r\n\r\n"),
      "GET / HTTP/1.1\r\nHost: localhost:3000\r\nAuthorization: secret\r\nCookie: "
      "a=b\r\n\r\n");
}

TEST(RelayBytes, LeaveOutWhatConnectionNames) {
  EXPECT_EQ(relayed("GET / HTTP/1.1\r\nX-Hop: 1\r\nHost: h\r\nConnection: X-Hop, HTTP2-Settings, "
                    "Upgrade\r\nHTTP2-Settings: AAMAAABk\r\nconnection: x-other\r\nX-Other: "
                    "2\r\nX-Stays: 3\r\n\r\n"),
            "GET / HTTP/1.1\r\nHost: localhost:3000\r\nX-Stays: 3\r\n\r\n");
}

TEST(RelayBytes, KeepTheirFramingWhateverConnectionNames) {
  EXPECT_EQ(relayed("POST / HTTP/1.1\r\nHost: h\r\nConnection: content-length, host, "
                    "content-type\r\nContent-Type: a/b\r\nContent-Length: 3\r\n\r\na=b"),
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Type: a/b\r\nContent-Length: "
            "3\r\n\r\na=b");
  const std::string chunked =
      "Transfer-Encoding: chunked\r\nTrailer: T\r\n\r\n1\r\na\r\n0\r\nT: t\r\n\r\n";
  EXPECT_EQ(
      relayed("POST / HTTP/1.1\r\nHost: h\r\nConnection: transfer-encoding, trailer\r\n" + chunked),
      "POST / HTTP/1.1\r\nHost: localhost:3000\r\n" + chunked);
}

TEST(RelayBytes, LeaveOutWhatAnEditedConnectionNames) {
  RelayEdits edits;
  edits.headers = {
      {HeaderField("Connection", "x-hop"), HeaderField("X-Hop", "1"), HeaderField("X-Stays", "2")}};
  EXPECT_EQ(relayed("GET / HTTP/1.1\r\nHost: h\r\nConnection: x-stays\r\n\r\n", edits),
            "GET / HTTP/1.1\r\nHost: localhost:3000\r\nX-Stays: 2\r\n\r\n");
}

TEST(RelayBytes, HaveAHostWhereNoneCame) {
  EXPECT_EQ(relayed("GET /old HTTP/1.0\r\nA: b\r\n\r\n"),
            "GET /old HTTP/1.1\r\nHost: localhost:3000\r\nA: b\r\n\r\n");
  EXPECT_EQ(relayed("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"),
            "GET / HTTP/1.1\r\nHost: localhost:3000\r\n\r\n");
}

TEST(RelayBytes, KeepTheHostThatWasCaughtWhereAsked) {
  EXPECT_EQ(relayed("GET / HTTP/1.1\r\nHost: Shop.example\r\n\r\n", {}, RelayHost::kCaught),
            "GET / HTTP/1.1\r\nHost: Shop.example\r\n\r\n");
  EXPECT_THAT(relayed("GET / HTTP/1.0\r\n\r\n", {}, RelayHost::kCaught),
              HasSubstr("Host: localhost:3000\r\n"));
}

TEST(RelayBytes, AnEditedBodyGetsALengthInThePlaceOfTheOldFraming) {
  RelayEdits edits;
  edits.body = std::string("new\0body", 8);
  EXPECT_EQ(relayed("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nTrailer: T\r\nA: "
                    "b\r\n\r\n2\r\nab\r\n0\r\n\r\n",
                    edits),
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 8\r\nA: "
            "b\r\n\r\nnew\0body"s);
  EXPECT_THAT(relayed("GET / HTTP/1.1\r\nHost: h\r\n\r\n", edits),
              HasSubstr("\r\nContent-Length: 8\r\n\r\n"));
  edits.body = "";
  EXPECT_THAT(relayed("POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\na=b", edits),
              HasSubstr("\r\nContent-Length: 0\r\n\r\n"));
  EXPECT_THAT(relayed("GET / HTTP/1.1\r\nHost: h\r\n\r\n", edits), Not(HasSubstr("Length")));
}

TEST(RelayBytes, EditedHeadersTakeThePlaceOfAllAndTheBodyIsUnchunked) {
  RelayEdits edits;
  edits.headers = {HeaderField("B", "2"), HeaderField("content-length", "999"),
                   HeaderField("a", "1"), HeaderField("Transfer-Encoding", "chunked")};
  EXPECT_EQ(relayed("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\nX: "
                    "y\r\n\r\n2\r\nab\r\n0\r\n\r\n",
                    edits),
            "POST / HTTP/1.1\r\nHost: localhost:3000\r\nB: 2\r\nContent-Length: 2\r\na: "
            "1\r\n\r\nab");
}

TEST(RelayBytes, AHostThatWasEditedIsMeantAndOneThatWasCopiedIsNot) {
  const std::string_view raw = "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n";
  RelayEdits edits;
  edits.headers = {HeaderField("Host", "127.0.0.1:8080")};
  EXPECT_THAT(relayed(raw, edits), HasSubstr("\r\nHost: localhost:3000\r\n"));
  edits.headers = {HeaderField("Host", "shop.example")};
  EXPECT_THAT(relayed(raw, edits), HasSubstr("\r\nHost: shop.example\r\n"));
}

TEST(RelayBytes, AnEditedMethodLeavesTheRestAlone) {
  RelayEdits edits;
  edits.method = "PUT";
  edits.target = "/there";
  EXPECT_EQ(relayed("POST /here HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\na=b", edits),
            "PUT /there HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 3\r\n\r\na=b");
  EXPECT_THAT(edits.names(), ElementsAre("method", "target"));
}

TEST(RelayBytes, ASignatureTakesThePlaceOfTheOldOne) {
  RelayEdits edits;
  edits.signature = {{"Stripe-Signature", "t=2"}, {"Other", "new"}};
  EXPECT_EQ(
      relayed("POST / HTTP/1.1\r\nHost: h\r\nstripe-signature: t=1\r\nA: b\r\nSTRIPE-Signature: "
              "t=0\r\nContent-Length: 3\r\n\r\na=b",
              edits),
      "POST / HTTP/1.1\r\nHost: localhost:3000\r\nstripe-signature: t=2\r\nA: "
      "b\r\nContent-Length: 3\r\nOther: new\r\n\r\na=b");
  EXPECT_THAT(edits.names(), ElementsAre("signature"));
}

TEST(TargetBelow, PutsTheBaseBeforeTheTarget) {
  EXPECT_EQ(target_below("/", "/x?y=/z"), "/x?y=/z");
  EXPECT_EQ(target_below("/app", "/x?y"), "/app/x?y");
  EXPECT_EQ(target_below("/app/", "/x"), "/app/x");
  EXPECT_EQ(target_below("/app", "/"), "/app/");
  EXPECT_EQ(target_below("/a", "//x/../y"), "/a//x/../y") << "nothing is normalised";
}

TEST(TargetBelow, TakesThePathOutOfAWholeUrl) {
  EXPECT_EQ(target_below("/app", "http://elsewhere.example:80/x?u=http://y/z"),
            "/app/x?u=http://y/z");
  EXPECT_EQ(target_below("/", "http://elsewhere.example"), "/");
  EXPECT_EQ(target_below("/app", "HTTPS://e?q"), "/app/?q");
  EXPECT_EQ(target_below("/app", "/x?u=http://y"), "/app/x?u=http://y");
}

TEST(TargetBelow, LeavesWhatIsNoPath) {
  EXPECT_EQ(target_below("/app", "*"), "*");
  EXPECT_EQ(target_below("/", "example.com:443"), "example.com:443");
}

}  // namespace
}  // namespace hookline
