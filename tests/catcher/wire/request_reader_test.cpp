#include "catcher/wire/request_reader.h"

#include <string>

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

TEST(RequestReader, IgnoresEmptyLinesBetweenRequests) {
  EXPECT_EQ(read_whole("\r\n\r\nGET / HTTP/1.1\r\n\r\n").raw, "GET / HTTP/1.1\r\n\r\n");
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
  const WireRequest http2 = read_whole("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
  EXPECT_EQ(http2.refusal_kind, Refusal::kNotHttp1);
  EXPECT_NE(http2.refusal.find("HTTP/2"), std::string::npos);
  EXPECT_EQ(refusal_of("hello there, are you a web server?\r\n\r\n"), Refusal::kMalformed);
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
