#include "catcher/wire/request/request_reader.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace hookline {
namespace {

using State = RequestReader::State;

WireLimits small_limits() {
  WireLimits limits;
  limits.header_bytes_max = 1024;
  limits.body_bytes_max = 1000;
  return limits;
}

WireRequest read_whole(std::string_view bytes, const WireLimits& limits = small_limits()) {
  RequestReader reader(limits);
  EXPECT_EQ(reader.feed(bytes), State::kReady) << bytes;
  return reader.take();
}

Refusal refusal_of(std::string_view bytes) {
  return read_whole(bytes).refusal_kind;
}

constexpr std::string_view kPost =
    "POST /a%2Fb?x=1 HTTP/1.1\r\nhost: H\r\nX-a: 1\r\nx-A: 2\r\nContent-Length: 3\r\n\r\na=b";

TEST(RequestReader, KeepsTheBytesAndSaysWhatTheHeadHolds) {
  const WireRequest request = read_whole(kPost);
  EXPECT_EQ(request.raw, kPost);
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.target, "/a%2Fb?x=1");
  EXPECT_EQ(request.version, "HTTP/1.1");
  EXPECT_EQ(request.host, "H");
  EXPECT_EQ(request.head_bytes, kPost.size() - 3);
  EXPECT_EQ(request.body_bytes, 3u);
  EXPECT_TRUE(request.complete);
  EXPECT_TRUE(request.keep_alive);
  EXPECT_EQ(request.refusal_kind, Refusal::kNone);
}

TEST(RequestReader, ARequestHoldsNoRoomOfThoseThatCameWithIt) {
  std::string many;
  for (int i = 0; i < 1000; ++i) many += kPost;
  RequestReader reader(small_limits());
  State state = reader.feed(many);
  for (int i = 0; i < 1000; ++i) {
    ASSERT_EQ(state, State::kReady);
    const WireRequest request = reader.take();
    ASSERT_EQ(request.raw, kPost);
    ASSERT_LE(request.raw.capacity(), 2 * kPost.size()) << i;
    state = reader.resume();
  }
}

TEST(RequestReader, ABodyThatCameInPiecesHoldsNoRoomBeyondItsBytes) {
  WireLimits limits;
  RequestReader reader(limits);
  const std::string chunk = "1000\r\n" + std::string(0x1000, 'x') + "\r\n";
  reader.feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 130; ++i) ASSERT_EQ(reader.feed(chunk), State::kNeedsMore);
  ASSERT_EQ(reader.feed("0\r\n\r\n"), State::kReady);
  const WireRequest request = reader.take();
  EXPECT_LE(request.raw.capacity(), request.raw.size() + request.raw.size() / 8 + 64);
}

TEST(RequestReader, GivesTheSameRequestHoweverItsBytesArrive) {
  const std::string chunked =
      "PUT /c HTTP/1.1\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3;e=\"1\"\r\nabc\r\n2\r\nde\r\n0\r\nTrailer: t\r\n\r\n";
  for (const std::string_view bytes : {kPost, std::string_view(chunked)}) {
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
      RequestReader reader(small_limits());
      State state = State::kNeedsMore;
      for (std::size_t at = 0; at < bytes.size(); at += piece) {
        ASSERT_EQ(state, State::kNeedsMore) << piece;
        state = reader.feed(bytes.substr(at, piece));
      }
      ASSERT_EQ(state, State::kReady) << piece;
      const WireRequest request = reader.take();
      EXPECT_EQ(request.raw, bytes) << piece;
      EXPECT_TRUE(request.complete) << piece;
    }
  }
}

TEST(RequestReader, CountsTheBodyWithoutItsChunkFraming) {
  const WireRequest request = read_whole(
      "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
  EXPECT_EQ(request.body_bytes, 5u);
}

TEST(RequestReader, TakesPipelinedRequestsOneByOne) {
  RequestReader reader(small_limits());
  const std::string both = std::string(kPost) + "GET /second HTTP/1.1\r\n\r\n" + "GET /th";
  ASSERT_EQ(reader.feed(both), State::kReady);
  EXPECT_EQ(reader.take().raw, kPost);
  ASSERT_EQ(reader.resume(), State::kReady);
  EXPECT_EQ(reader.take().target, "/second");
  EXPECT_EQ(reader.resume(), State::kNeedsMore);
  ASSERT_EQ(reader.feed("ird HTTP/1.1\r\n\r\n"), State::kReady);
  EXPECT_EQ(reader.take().target, "/third");
  EXPECT_FALSE(reader.is_in_request());
}

TEST(RequestReader, AcceptsMethodsAndTargetsThatNobodyHasHeardOf) {
  EXPECT_EQ(read_whole("BREW /pot HTTP/1.1\r\n\r\n").method, "BREW");
  EXPECT_EQ(read_whole("GET http://elsewhere/x?y HTTP/1.1\r\n\r\n").target, "http://elsewhere/x?y");
  EXPECT_EQ(read_whole("GET /\xc3\xa4 HTTP/1.1\r\n\r\n").target, "/\xc3\xa4");
  EXPECT_EQ(read_whole("OPTIONS * HTTP/1.1\r\n\r\n").target, "*");
}

TEST(RequestReader, AcceptsFoldedHeadersAndBytesOver127) {
  const std::string bytes = "GET / HTTP/1.1\r\nA: one\r\n two\r\nB: \xff\xfe%0d\r\n\r\n";
  const WireRequest request = read_whole(bytes);
  EXPECT_EQ(request.raw, bytes);
  EXPECT_TRUE(request.complete);
}

TEST(RequestReader, TakesAHeaderValueAsLargeAsTheLimit) {
  const std::string bytes = "GET / HTTP/1.1\r\nBig: " + std::string(200'000, 'y') + "\r\n\r\n";
  EXPECT_EQ(read_whole(bytes, WireLimits()).raw, bytes);
}

TEST(RequestReader, ReadsBodiesOfGetAndDelete) {
  EXPECT_EQ(read_whole("GET / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi").body_bytes, 2u);
  EXPECT_EQ(read_whole("DELETE / HTTP/1.1\r\nContent-Length: 2\r\n\r\nhi").body_bytes, 2u);
}

TEST(RequestReader, EndsTheConnectionAfterHttp10AndConnectionClose) {
  EXPECT_FALSE(read_whole("GET / HTTP/1.0\r\n\r\n").keep_alive);
  EXPECT_FALSE(read_whole("GET / HTTP/1.1\r\nConnection: close\r\n\r\n").keep_alive);
  EXPECT_TRUE(read_whole("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").keep_alive);
}

TEST(RequestReader, TakesBlankLinesBeforeARequestAndKeepsThem) {
  const std::string bytes = "\r\n\r\nGET /x HTTP/1.1\r\n\r\n";
  const WireRequest request = read_whole(bytes);
  EXPECT_EQ(request.raw, bytes);
  EXPECT_EQ(request.target, "/x");
  EXPECT_EQ(request.head_bytes, bytes.size());
  EXPECT_TRUE(request.complete);
}

TEST(RequestReader, LosesNoByteBehindABody) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed(std::string(kPost) + "\r\n"), State::kReady);
  EXPECT_EQ(reader.take().raw, kPost);
  EXPECT_EQ(reader.resume(), State::kNeedsMore);
  ASSERT_EQ(reader.finish("gone"), State::kReady);
  const WireRequest rest = reader.take();
  EXPECT_EQ(rest.raw, "\r\n");
  EXPECT_EQ(rest.refusal_kind, Refusal::kCutOff);
  EXPECT_NE(rest.refusal.find("blank lines"), std::string::npos);
}

TEST(RequestReader, CutsEndlessBlankLines) {
  RequestReader reader(small_limits());
  std::size_t fed = 0;
  while (reader.feed("\r\n") == State::kNeedsMore) ASSERT_LT(fed += 2, 2000u);
  EXPECT_EQ(reader.take().refusal_kind, Refusal::kMalformed);
}

TEST(RequestReader, NamesAProxyProtocolPrefaceAndReadsTheHeadBehindIt) {
  using namespace std::string_literals;
  const std::string request = "POST /x HTTP/1.1\r\nHost: shop.localhost\r\n\r\n";
  for (const std::string& preface :
       {"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n"s, "PROXY UNKNOWN\r\n"s,
        "\r\n\r\n\0\r\nQUIT\n\x21\x11\x00\x0c\x7f\0\0\1\x7f\0\0\1\0\1\0\2"s}) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{1000}}) {
      const std::string bytes = preface + request;
      RequestReader reader(small_limits());
      State state = State::kNeedsMore;
      for (std::size_t at = 0; at < bytes.size() && state == State::kNeedsMore; at += piece) {
        state = reader.feed(std::string_view(bytes).substr(at, piece));
      }
      ASSERT_EQ(state, State::kReady) << preface;
      const WireRequest read = reader.take();
      EXPECT_EQ(read.raw, bytes);
      EXPECT_EQ(read.refusal_kind, Refusal::kMalformed);
      EXPECT_NE(read.refusal.find("PROXY protocol"), std::string::npos) << read.refusal;
      EXPECT_EQ(read.method, "POST");
      EXPECT_EQ(read.target, "/x");
      EXPECT_EQ(read.host, "shop.localhost");
    }
  }
  EXPECT_EQ(read_whole("PROXY /x HTTP/1.1\r\n\r\n").method, "PROXY");
}

TEST(RequestReader, TakesOddValuesOfHeadersThatSteerTheConnection) {
  for (const char* value :
       {"close foo", "close;q=1", "\"close\"", "foo, Close", ",close,", "close\r\n\t,x"}) {
    const WireRequest request =
        read_whole(std::string("GET / HTTP/1.1\r\nConnection: ") + value + "\r\n\r\n");
    EXPECT_TRUE(request.complete) << value;
    EXPECT_FALSE(request.keep_alive) << value;
  }
  for (const char* header : {"Connection: \"keep alive\"", "Connection:", "Connection: a b; c=\"d",
                             "Expect: later", "Proxy-Connection: keep alive", "Keep-Alive: x y",
                             "Upgrade: a b;", "TE: ;;,", "Trailer: ()"}) {
    const WireRequest request = read_whole(std::string("GET / HTTP/1.1\r\n") + header + "\r\n\r\n");
    EXPECT_TRUE(request.complete) << header << request.refusal;
    EXPECT_TRUE(request.keep_alive) << header;
  }
}

struct Refused {
  std::string header;
  std::string said;
};

TEST(RequestReader, NamesHeaderAndFaultAndKeepsWhatWasRead) {
  using namespace std::string_literals;
  for (const Refused& refused :
       std::vector<Refused>{{"X-Bad: a\x01"
                             "b",
                             "\"X-Bad\" holds the control byte 0x01"},
                            {"X-Nul: a\0b"s, "\"X-Nul\" holds the control byte 0x00"},
                            {"X-Cr: a\rb", "\"X-Cr\" holds the control byte 0x0d"},
                            {"X-Bad : a", "\"X-Bad \" holds a blank"},
                            {"X(Bad): a", "\"X(Bad)\" holds the byte 0x28"},
                            {"no colon", "\"no colon\" has no colon"},
                            {": a", "has no name"},
                            {"X-Fold: a\r\n b\x7f", "\"X-Fold\" holds the control byte 0x7f"},
                            {"X-Lf: a\nX-B: c", "\"X-Lf: a\" ends in LF alone"},
                            {"Content-Length: 3x", "Content-Length \"3x\""}}) {
    const WireRequest request = read_whole("POST /x?y HTTP/1.1\r\nHost: a.localhost\r\n" +
                                           refused.header + "\r\nX-After: b\r\n\r\n");
    EXPECT_NE(request.refusal.find(refused.said), std::string::npos) << request.refusal;
    EXPECT_EQ(request.method, "POST") << refused.header;
    EXPECT_EQ(request.target, "/x?y");
    EXPECT_EQ(request.version, "HTTP/1.1");
    EXPECT_EQ(request.host, "a.localhost");
    EXPECT_EQ(request.head_bytes, request.raw.size());
    EXPECT_FALSE(request.keep_alive);
  }
}

TEST(RequestReader, NamesWhatIsWrongWithARequestLine) {
  for (const auto& [line, said] : std::vector<std::pair<std::string, std::string>>{
           {"GET /a b HTTP/1.1", "holds a blank, which a URL has as %20"},
           {"GET  / HTTP/1.1", "blank"},
           {"GET /\x01 HTTP/1.1", "control byte 0x01"},
           {"GET / HTTP/1.2", "in \"HTTP/1.2\""},
           {"GET / HTTP/2", "in \"HTTP/2\""},
           {"GET / HTTP/1.1 ", "not HTTP"},
           {"GET /", "HTTP/0.9"},
           {"GET / http/1.1", "in \"http/1.1\""}}) {
    const WireRequest request = read_whole(line + "\r\nHost: a.localhost\r\n\r\n");
    EXPECT_NE(request.refusal.find(said), std::string::npos) << line << ": " << request.refusal;
  }
  const WireRequest request = read_whole("GET /a b HTTP/1.1\r\nHost: a.localhost\r\n\r\n");
  EXPECT_EQ(request.method, "GET");
  EXPECT_EQ(request.target, "/a b");
  EXPECT_EQ(request.host, "a.localhost");
}

TEST(RequestReader, RefusesATransferEncodingThatDoesNotSayWhereTheBodyEnds) {
  for (const char* value :
       {"gzip", "chunked, gzip", "xchunked", "identity", "", "\"chunked\"", "chunked;q=1",
        "chunked, chunked", "chunked chunked", "chunke", ",", "gzip, chunked, identity"}) {
    for (const char* other : {"", "Content-Length: 3\r\n"}) {
      for (const bool length_first : {true, false}) {
        const std::string coding = std::string("Transfer-Encoding: ") + value + "\r\n";
        const std::string bytes = "POST /x HTTP/1.1\r\n" +
                                  (length_first ? other + coding : coding + other) +
                                  "\r\nGET /second HTTP/1.1\r\n\r\n";
        const WireRequest request = read_whole(bytes);
        EXPECT_EQ(request.refusal_kind, Refusal::kFraming) << value << other;
        EXPECT_NE(request.refusal.find("Transfer-Encoding"), std::string::npos) << request.refusal;
        EXPECT_EQ(request.raw, bytes) << "the rest is no second request";
        EXPECT_EQ(request.framing, Framing::kFaulty);
        EXPECT_EQ(request.target, "/x");
      }
    }
  }
  EXPECT_EQ(refusal_of(
                "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n"),
            Refusal::kFraming);
  EXPECT_EQ(refusal_of("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            Refusal::kFraming);
}

TEST(RequestReader, TakesEveryListThatEndsInChunked) {
  for (const char* lines : {"Transfer-Encoding: chunked,", "Transfer-Encoding: , ,Chunked",
                            "Transfer-Encoding: gzip , CHUNKED",
                            "transfer-encoding: gzip\r\nTransfer-Encoding: chunked",
                            "Transfer-Encoding:\r\n chunked\t"}) {
    const std::string bytes =
        "POST / HTTP/1.1\r\n" + std::string(lines) + "\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
    const WireRequest request = read_whole(bytes);
    EXPECT_EQ(request.raw, bytes);
    EXPECT_TRUE(request.complete) << request.refusal;
    EXPECT_EQ(request.framing, Framing::kChunked);
    EXPECT_EQ(request.body_bytes, 3u);
  }
}

TEST(RequestReader, TakesChunkSizesAsTheyAreWritten) {
  for (const char* size : {"3", "3 ", "3\t", "003", "3 ;x", "3; a=b ; c", "3\t;a=\"b;c\""}) {
    const WireRequest request = read_whole("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" +
                                           std::string(size) + "\r\nabc\r\n0 \r\n\r\n");
    EXPECT_TRUE(request.complete) << size << request.refusal;
    EXPECT_EQ(request.body_bytes, 3u) << size;
  }
  for (const char* framed :
       {"3\nabc\r\n", "0x3\r\nabc\r\n", "-3\r\nabc\r\n", "3 3\r\nabc\r\n", "\r\n", "3\r\nabcd\r\n",
        "3;\x01\r\nabc\r\n", "3\r\nabc\n0\r\n", "0\r\nno colon\r\n", "0\r\nX : y\r\n"}) {
    EXPECT_EQ(
        refusal_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" + std::string(framed)),
        Refusal::kMalformed)
        << framed;
  }
  EXPECT_EQ(
      refusal_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
      Refusal::kBodyTooLarge);
}

TEST(RequestReader, BoundsTheHeaderLinesBehindABody) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n"),
            State::kNeedsMore);
  int lines = 0;
  while (reader.feed("A: b\r\n") == State::kNeedsMore) ASSERT_LT(++lines, 1000);
  EXPECT_EQ(reader.take().refusal_kind, Refusal::kHeadTooLarge);
}

TEST(RequestReader, RefusesATunnel) {
  const WireRequest request = read_whole("CONNECT a.example:443 HTTP/1.1\r\nHost: b\r\n\r\n");
  EXPECT_EQ(request.refusal_kind, Refusal::kTunnel);
  EXPECT_EQ(request.host, "a.example:443");
  EXPECT_EQ(request.target, "a.example:443");
}

TEST(RequestReader, SaysNoContinueToASenderOfHttp10) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"),
            State::kNeedsMore);
  EXPECT_FALSE(reader.wants_continue());
}

TEST(RequestReader, KeepsMethodAndTargetOfALineThatIsNoHttp1) {
  for (const char* line :
       {"GET /a HTTP/1.1", "GET /a http/1.1", "GET /a", "GET /a ", "GET /a HTTPS/1.1",
        "GET /a  HTTP/1.1", "GET  /a HTTP/1.1", "GET /a HTTP/3", "GET /a RTSP/1.0", "GET /a b"}) {
    const WireRequest request = read_whole(std::string(line) + "\r\nHost: a\r\n\r\n");
    EXPECT_EQ(request.method, "GET") << line;
    EXPECT_EQ(request.target, "/a") << line;
    EXPECT_EQ(request.refusal_kind == Refusal::kNone, std::string(line) == "GET /a HTTP/1.1");
  }
  EXPECT_EQ(read_whole("hello there, are you a web server?\r\n").method, "");
}

TEST(RequestReader, SaysALengthThatNoNumberHoldsAsItWasSent) {
  const WireRequest request =
      read_whole("POST / HTTP/1.1\r\nContent-Length: 99999999999999999999\r\n\r\nabc");
  EXPECT_EQ(request.refusal_kind, Refusal::kBodyTooLarge);
  EXPECT_NE(request.refusal.find("\"99999999999999999999\""), std::string::npos) << request.refusal;
  EXPECT_EQ(request.body_bytes, 3u);
}

/// The first request of a sender that sends nothing more.
WireRequest read_and_end(std::string_view bytes, std::size_t piece) {
  RequestReader reader(small_limits());
  State state = State::kNeedsMore;
  for (std::size_t at = 0; at < bytes.size() && state == State::kNeedsMore; at += piece) {
    state = reader.feed(bytes.substr(at, piece));
  }
  if (state == State::kNeedsMore) state = reader.finish("gone");
  EXPECT_EQ(state, State::kReady) << bytes;
  return reader.take();
}

TEST(RequestReader, JudgesPiecesAsItJudgesTheWhole) {
  using namespace std::string_literals;
  for (const std::string& bytes :
       {"POST /a HTTP/1.1=bGET / HTTP/1.1\r\n\rN10\n"s, "GET / HTTP/2.0\rX\r\n\r\n"s,
        "GET / HTTP/1.1\rX: y\r\n\r\n"s, "\x16\x03\x01"s, "\r\n\r\n\0\r\nGET"s,
        "GET / HTTP/1.1\nHost: a\n\n"s, "\x16x"s, "PROXY TCP9 x\r\n"s,
        "POST / HTTP/1.1\r\nContent-Length: 1, 2\r\n\r\nab"s,
        "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\rb"s,
        "GET /" + std::string(1010, 'a') + " HTTP/1.1\r\n\r\n"}) {
    const WireRequest whole = read_and_end(bytes, bytes.size());
    const WireRequest pieces = read_and_end(bytes, 1);
    EXPECT_EQ(pieces.refusal_kind, whole.refusal_kind) << bytes;
    EXPECT_EQ(pieces.refusal, whole.refusal);
  }
}

TEST(RequestReader, RefusesAmbiguousFraming) {
  EXPECT_EQ(
      refusal_of("POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"),
      Refusal::kFraming);
  EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc"),
            Refusal::kFraming);
  EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n"), Refusal::kFraming);
  EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nContent-Length: 3x\r\n\r\n"), Refusal::kFraming);
  EXPECT_EQ(refusal_of("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"),
            Refusal::kMalformed);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\nHost: a\n\n"), Refusal::kMalformed);
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nno colon\r\n\r\n"), Refusal::kMalformed);
}

TEST(RequestReader, NamesWhatIsNotHttp) {
  const WireRequest tls =
      read_whole(std::string_view("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11));
  EXPECT_EQ(tls.refusal_kind, Refusal::kNotHttp1);
  EXPECT_NE(tls.refusal.find("TLS hello"), std::string::npos);
  const std::string preface = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed(preface), State::kNeedsMore);
  EXPECT_TRUE(reader.is_foreign());
  ASSERT_EQ(reader.finish("quiet"), State::kReady);
  const WireRequest http2 = reader.take();
  EXPECT_EQ(http2.refusal_kind, Refusal::kNotHttp1);
  EXPECT_NE(http2.refusal.find("HTTP/2"), std::string::npos);
  EXPECT_EQ(refusal_of("hello there, are you a web server?\r\n\r\n"), Refusal::kMalformed);
}

TEST(RequestReader, KeepsAnHttp2RequestToItsLastFrame) {
  using namespace std::string_literals;
  const std::string bytes = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"s +
                            "\0\0\0\4\0\0\0\0\0"s +              // SETTINGS
                            "\0\0\3\1\4\0\0\0\1\x83\x86\x84"s +  // HEADERS
                            "\0\0\3\0\1\0\0\0\1"s + "a=b";       // DATA, the last
  for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
    RequestReader reader(small_limits());
    State state = State::kNeedsMore;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
      ASSERT_EQ(state, State::kNeedsMore) << piece;
      state = reader.feed(std::string_view(bytes).substr(at, piece));
    }
    ASSERT_EQ(state, State::kReady) << piece;
    const WireRequest request = reader.take();
    EXPECT_EQ(request.raw, bytes);
    EXPECT_EQ(request.refusal_kind, Refusal::kNotHttp1);
  }
}

TEST(RequestReader, KeepsWhatItRefuses) {
  const std::string bytes = "GET / HTTP/1.1\r\nno colon\r\n\r\nmore";
  const WireRequest request = read_whole(bytes);
  EXPECT_EQ(request.raw, bytes);
  EXPECT_FALSE(request.complete);
  EXPECT_FALSE(request.keep_alive);
}

TEST(RequestReader, RefusesAHeadOverItsLimit) {
  EXPECT_EQ(refusal_of("GET / HTTP/1.1\r\nA: " + std::string(2000, 'a')), Refusal::kHeadTooLarge);
  EXPECT_EQ(refusal_of("GET /" + std::string(2000, 'a')), Refusal::kHeadTooLarge);
}

TEST(RequestReader, JudgesNothingBeyondTheLimitOfAHead) {
  // What stands there would be seen or not by the pieces in which it comes.
  for (const char* line : {"/ HTTP/1.1\r\n\r\n", "\x01 / HTTP/1.1\r\n\r\n", " / HTTPS/1\r\n\r\n"})
    EXPECT_EQ(refusal_of(std::string(2000, 'a') + line), Refusal::kHeadTooLarge) << line;
}

TEST(RequestReader, RefusesAPrefaceOverTheLimitOfAHead) {
  using namespace std::string_literals;
  const std::string request = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  for (const std::string& preface :
       {"PROXY TCP4 " + std::string(2000, '1') + "\r\n",
        "\r\n\r\n\0\r\nQUIT\n\x21\x11\x08\x00"s + std::string(2048, '1')}) {
    for (const std::size_t piece : {std::size_t{1}, std::size_t{10'000}}) {
      const WireRequest read = read_and_end(preface + request, piece);
      EXPECT_EQ(read.refusal_kind, Refusal::kMalformed);
      EXPECT_EQ(read.method, "") << "in pieces of " << piece;
    }
  }
}

TEST(RequestReader, RefusesAnAnnouncedBodyOverTheLimitBeforeItComes) {
  const WireRequest request = read_whole("POST / HTTP/1.1\r\nContent-Length: 5000\r\n\r\nab");
  EXPECT_EQ(request.refusal_kind, Refusal::kBodyTooLarge);
  EXPECT_TRUE(request.truncated);
  EXPECT_EQ(request.body_bytes, 5000u);
  EXPECT_TRUE(request.raw.ends_with("\r\n\r\nab"));
}

TEST(RequestReader, RefusesChunksOnceTheyGoOverTheLimit) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n"),
            State::kNeedsMore);
  const std::string chunk = "64\r\n" + std::string(100, 'x') + "\r\n";
  int chunks = 0;
  while (reader.feed(chunk) == State::kNeedsMore) ASSERT_LT(++chunks, 20);
  EXPECT_EQ(chunks, 10);
  const WireRequest request = reader.take();
  EXPECT_EQ(request.refusal_kind, Refusal::kBodyTooLarge);
  EXPECT_TRUE(request.truncated);
  EXPECT_LE(request.raw.size(), request.head_bytes + 1000);
}

TEST(RequestReader, BoundsChunkFramingThatOutgrowsItsBody) {
  WireLimits limits = small_limits();
  RequestReader reader(limits);
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1;"),
            State::kNeedsMore);
  const std::string extension(64 << 10, 'e');
  std::size_t fed = 0;
  while (reader.feed(extension) == State::kNeedsMore) ASSERT_LT(fed += extension.size(), 4u << 20);
  EXPECT_NE(reader.take().refusal_kind, Refusal::kNone);
}

TEST(RequestReader, GivesACutOffRequestAsIncomplete) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST /x HTTP/1.1\r\nContent-Length: 10\r\n\r\nabc"), State::kNeedsMore);
  ASSERT_EQ(reader.finish("gone"), State::kReady);
  const WireRequest request = reader.take();
  EXPECT_FALSE(request.complete);
  EXPECT_EQ(request.refusal, "gone");
  EXPECT_EQ(request.target, "/x");
  EXPECT_EQ(request.body_bytes, 10u);
  EXPECT_TRUE(request.raw.ends_with("abc"));
}

TEST(RequestReader, HasNothingToGiveWhenTheSenderLeavesBetweenRequests) {
  RequestReader reader(small_limits());
  EXPECT_EQ(reader.finish("gone"), State::kNeedsMore);
}

TEST(RequestReader, AsksForTheBodyOnceWhereTheSenderWaitsForIt) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n"),
            State::kNeedsMore);
  EXPECT_TRUE(reader.wants_continue());
  EXPECT_FALSE(reader.wants_continue());
  ASSERT_EQ(reader.feed("abc"), State::kReady);
  EXPECT_TRUE(reader.take().complete);
}

TEST(RequestReader, DoesNotAskForABodyThatIsAlreadyComing) {
  RequestReader reader(small_limits());
  ASSERT_EQ(reader.feed("POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\na"),
            State::kNeedsMore);
  EXPECT_FALSE(reader.wants_continue());
}

}  // namespace
}  // namespace hookline
